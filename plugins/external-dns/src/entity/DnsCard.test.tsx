import { screen, within } from '@testing-library/react';
import { batch } from '../../dev/data/entities';
import { renderWithDns } from '../__testUtils__/renderWithDns';
import { DnsCard } from './DnsCard';

describe('DnsCard', () => {
  it('shows sentence, counts and the way to the tab', async () => {
    renderWithDns(<DnsCard />);
    expect(await screen.findByText('3 of 9 hostnames work.')).toBeVisible();
    expect(
      screen.getByRole('img', { name: /^Hostnames by state: 3 works/ }),
    ).toBeVisible();
    const counts = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(counts.map(count => count.textContent)).toEqual([
      '1blocked',
      '1conflict',
      '1drifted',
      '1not ours',
      '1waits',
      '1updating',
      '3works',
    ]);
    expect(
      screen.getByRole('link', { name: 'Hostnames and why' }),
    ).toHaveAttribute('href', '/shop/dns');
  });

  it('says so where there is no hostname', async () => {
    renderWithDns(<DnsCard />, { entity: batch });
    expect(
      await screen.findByText(
        'No object of this component asks for a hostname.',
      ),
    ).toBeVisible();
  });
});
