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
    const counts = within(screen.getAllByRole('list')[0]).getAllByRole(
      'listitem',
    );
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

  it('shows the grade and its worst reasons, which lead to their records', async () => {
    renderWithDns(<DnsCard />);
    expect(await screen.findByText('DNS is broken')).toBeVisible();
    const list = screen.getByRole('list', { name: 'Reasons for the grade' });
    const links = within(list).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/shop/dns?hostname=checkout.openova.io',
      '/shop/dns?hostname=status.openova.io',
      '/shop/dns',
    ]);
    expect(links[2]).toHaveTextContent('5 more reasons');
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
