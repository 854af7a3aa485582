import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithDns } from '../__testUtils__/renderWithDns';
import { EntityDnsContent } from './EntityDnsContent';

const hostnameRows = () =>
  within(
    screen.getByRole('table', { name: 'Hostnames of this component' }),
  ).getAllByRole('rowheader');

describe('EntityDnsContent', () => {
  it('has a table with a caption, column headers and a header for each row', async () => {
    renderWithDns(<EntityDnsContent />);
    const table = await screen.findByRole('table', {
      name: 'Hostnames of this component',
    });
    const headers = within(table).getAllByRole('columnheader');
    expect(headers.map(header => header.textContent)).toEqual([
      'Hostname',
      'State',
      'Type',
      'Answer',
      'TTL',
      'Cluster',
      'Zone',
      'Source',
    ]);
    expect(headers[1]).toHaveAttribute('aria-sort', 'ascending');
    expect(within(table).getAllByRole('rowheader')).toHaveLength(9);
  });

  it('opens a row by keyboard: the first broken link says what to do', async () => {
    const user = userEvent.setup();
    renderWithDns(<EntityDnsContent />);
    const button = await screen.findByRole('button', {
      name: 'checkout.openova.io',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await user.keyboard('{Enter}');
    expect(button).toHaveAttribute('aria-expanded', 'true');

    const chain = await screen.findByRole('region', {
      name: 'From HTTPRoute shop/checkout in eu-central to the answer',
    });
    const links = within(chain).getAllByRole('listitem');
    expect(
      links.map(link => within(link).getByRole('img').textContent),
    ).toEqual([
      'in order',
      'broken',
      'not reached',
      'not reached',
      'not reached',
      'not reached',
    ]);
    expect(links[1]).toHaveTextContent('What to do: Look at status.parents');
    expect(links[2]).not.toHaveTextContent('What to do');
  });

  it('follows a link to a hostname and a state', async () => {
    renderWithDns(<EntityDnsContent />, {
      url: '/?state=conflict&hostname=status.openova.io',
    });
    expect(
      await screen.findByRole('button', {
        name: 'status.openova.io',
      }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(
      hostnameRows().filter(row => /openova/.test(`${row.textContent}`)),
    ).toHaveLength(3);
    expect(
      screen.getByRole('button', { name: 'conflict 1', pressed: true }),
    ).toBeVisible();
  });

  it('searches, says when nothing matches, and shows all again', async () => {
    const user = userEvent.setup();
    renderWithDns(<EntityDnsContent />);
    const search = await screen.findByRole('textbox', {
      name: 'Search hostnames',
    });
    await user.type(search, 'payments');
    expect(hostnameRows()).toHaveLength(1);
    await user.type(search, ' nowhere');
    expect(
      screen.getByText('No hostname matches these filters.', { exact: false }),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show all hostnames' }),
    );
    expect(hostnameRows()).toHaveLength(9);
  });

  it('sorts by a column, and by the other direction', async () => {
    const user = userEvent.setup();
    renderWithDns(<EntityDnsContent />);
    await user.click(await screen.findByRole('button', { name: 'Hostname' }));
    const first = () => hostnameRows()[0];
    expect(first()).toHaveTextContent(/^a-very-long-name/);
    await user.click(screen.getByRole('button', { name: 'Hostname' }));
    expect(first()).toHaveTextContent('status.openova.io');
  });

  it('copies a name, a TXT, a dig command and a kubectl command', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderWithDns(<EntityDnsContent />, { url: '/?hostname=shop.openova.io' });
    const panel = await screen.findByRole('region', {
      name: 'Take it with you',
    });
    for (const name of [
      'Copy Name',
      'Copy Ownership TXT',
      'Copy Ask the server',
      'Copy Object',
    ]) {
      await user.click(within(panel).getByRole('button', { name }));
    }
    expect(write.mock.calls.flat()).toEqual([
      'shop.openova.io',
      '_externaldns.a-shop.openova.io TXT "heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/shop"',
      'dig @192.0.2.53 shop.openova.io A',
      'kubectl --context eu-central --namespace shop get httproute web --output yaml',
    ]);
  });
});
