import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MockExternalDns } from '../../dev/MockExternalDns';
import {
  dnsApi,
  renderWithDns,
  TestSignals,
} from '../__testUtils__/renderWithDns';
import { EntityDnsContent } from './EntityDnsContent';

const open = (dnsName: string) =>
  screen.findByRole('button', { name: dnsName });

describe('EntityDnsContent', () => {
  it('says in its first lines the grade, how many work, and why not all do', async () => {
    const user = userEvent.setup();
    renderWithDns(<EntityDnsContent />);
    expect(await screen.findByText('DNS is broken')).toBeVisible();
    expect(screen.getByText('3 of 9 hostnames work.')).toBeVisible();
    const list = screen.getByRole('list', { name: 'Reasons for the grade' });
    const [first] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /^broken: checkout\.openova\.io: No Gateway has accepted HTTPRoute shop\/checkout\. What to do: Look at status\.parents/,
    );
    await user.click(
      within(list).getByRole('button', { name: 'Show 4 more reasons' }),
    );
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
    expect(list).toHaveTextContent('degraded: Cluster us-west cannot be read');
  });

  it('leads from a reason to the row, though filters hide it', async () => {
    const user = userEvent.setup();
    const scroll = jest.spyOn(Element.prototype, 'scrollIntoView');
    renderWithDns(<EntityDnsContent />, { url: '/?search=shop.openova' });
    const table = await screen.findByRole('table', {
      name: 'Hostnames of this component',
    });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(1);
    expect(scroll).not.toHaveBeenCalled();

    await user.click(
      screen.getByRole('link', { name: /^status\.openova\.io/ }),
    );
    const toggle = await open('status.openova.io');
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(toggle).toHaveFocus();
    expect(scroll.mock.contexts).toEqual([toggle.closest('tr')]);
    scroll.mockClear();

    // What the viewer opens stays where it is.
    await user.click(await open('payments.openova.io'));
    expect(await open('payments.openova.io')).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(scroll).not.toHaveBeenCalled();
    scroll.mockRestore();
  });

  it('shows the rest where the grade cannot be loaded, and says so', async () => {
    renderWithDns(<EntityDnsContent />, {
      api: dnsApi({
        getEntityHealth: () => Promise.reject(new Error('no such page')),
      }),
    });
    expect(
      await screen.findByText(
        'The health grade cannot be loaded: no such page',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(
        'checkout.openova.io: No Gateway has accepted HTTPRoute shop/checkout.',
        { exact: false },
      ),
    ).toBeVisible();
  });

  it('reads out a grade that changed', async () => {
    const signals = new TestSignals();
    const api = new MockExternalDns();
    const health = await api.getEntityHealth('component:default/shop');
    renderWithDns(<EntityDnsContent />, { api, signals });
    await screen.findByText('DNS is broken');
    jest
      .spyOn(api, 'getEntityHealth')
      .mockResolvedValue({ ...health, grade: 'healthy', reasons: [] });
    signals.send({ kind: 'sync', syncId: '4712' });
    expect(await screen.findByText('DNS is healthy')).toBeVisible();
    expect(await screen.findByText('Health: healthy')).toHaveAttribute(
      'aria-live',
      'polite',
    );
    expect(
      screen.queryByRole('list', { name: 'Reasons for the grade' }),
    ).not.toBeInTheDocument();
  });
});
