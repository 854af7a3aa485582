import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { dnsApi, renderWithDns } from '../__testUtils__/renderWithDns';
import { ActivityTab } from './ActivityTab';
import { FindingsTab } from './FindingsTab';
import { RecordsTab } from './RecordsTab';

function Address() {
  return <output aria-label="address">{useLocation().search}</output>;
}

const address = () => screen.getByLabelText('address').textContent;

describe('RecordsTab', () => {
  it('asks the backend to page, sort, search and filter, and says so in the URL', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const list = jest.spyOn(api, 'listRecords');
    renderWithDns(
      <>
        <RecordsTab />
        <Address />
      </>,
      { api },
    );
    expect(await screen.findByText('1234 in total')).toBeVisible();
    const rows = () => screen.getAllByRole('rowheader');
    expect(rows()).toHaveLength(50);
    expect(rows()[0]).toHaveTextContent('service-0000.openova.io');

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() =>
      expect(rows()[0]).toHaveTextContent('service-0050.openova.io'),
    );
    expect(address()).toBe('?cursor=50');
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() =>
      expect(rows()[0]).toHaveTextContent('service-0000.openova.io'),
    );

    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() =>
      expect(rows()[0]).toHaveTextContent('service-1233.openova.io'),
    );
    expect(address()).toBe('?sort=dnsName&order=desc');

    await user.type(
      screen.getByRole('textbox', { name: 'Search' }),
      'service-0007',
    );
    expect(await screen.findByText('1 in total')).toBeVisible();
    expect(address()).toContain('search=service-0007');
    expect(list.mock.lastCall?.[0]).toMatchObject({
      search: 'service-0007',
      orderBy: 'dnsName',
      order: 'desc',
      limit: 50,
    });

    await user.click(screen.getByRole('button', { name: 'Reset the filters' }));
    expect(await screen.findByText('1234 in total')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Search' })).toHaveValue('');
  });

  it('shows what a link says', async () => {
    const api = dnsApi();
    const list = jest.spyOn(api, 'listRecords');
    renderWithDns(<RecordsTab />, {
      api,
      url: '/?zone=openova.io&type=CNAME&ownership=others&rows=25&cursor=25&sort=zone',
    });
    await screen.findByRole('table', { name: 'Records of all zones' });
    expect(list.mock.calls[0][0]).toEqual({
      zone: 'openova.io',
      recordType: 'CNAME',
      ours: false,
      search: undefined,
      orderBy: 'zone',
      order: 'asc',
      cursor: '25',
      limit: 25,
    });
  });

  it('is not shown without the permission', async () => {
    const api = dnsApi();
    const list = jest.spyOn(api, 'listRecords');
    renderWithDns(<RecordsTab />, { api, denied: ['external-dns.dns.read'] });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It needs the permission external-dns.dns.read.',
    );
    expect(list).not.toHaveBeenCalled();
  });
});

describe('FindingsTab', () => {
  it('shows findings, then verdicts with what to do', async () => {
    renderWithDns(<FindingsTab />);
    expect(
      await screen.findByText(/_externaldns.a-mail.openova.io cannot be read/),
    ).toBeVisible();
    const table = await screen.findByRole('table', {
      name: 'Hostnames that do not work, and why',
    });
    const row = within(table).getByRole('row', {
      name: /^status.openova.io A/,
    });
    expect(row).toHaveTextContent('conflict');
    expect(row).toHaveTextContent('which claimed it first');
    expect(row).toHaveTextContent('Use another hostname');
  });

  it('filters by the state in the URL', async () => {
    renderWithDns(<FindingsTab />, { url: '/?state=waits' });
    expect(await screen.findByText('1 in total')).toBeVisible();
    expect(
      screen.getByRole('rowheader', { name: 'payments.openova.io A' }),
    ).toBeVisible();
  });
});

describe('ActivityTab', () => {
  it('opens a sync to its diff: signs as words, old values struck through, the cause', async () => {
    const user = userEvent.setup();
    renderWithDns(<ActivityTab />);
    const sync = await screen.findByRole('button', { name: 'Sync 4711' });
    expect(sync).toHaveAttribute('aria-expanded', 'false');
    await user.click(sync);
    expect(sync).toHaveAttribute('aria-expanded', 'true');
    const old = await screen.findByText('192.0.2.9');
    expect(old.tagName).toBe('DEL');
    const line = old.closest('div');
    expect(line).toHaveTextContent('changed api.openova.io A');
    expect(line).toHaveTextContent('192.0.2.10, 198.51.100.20');
    expect(line).toHaveTextContent(
      'because of HTTPRoute shop/api in eu-central',
    );
  });

  it('counts for those who do not see colours', async () => {
    renderWithDns(<ActivityTab />);
    const item = (
      await screen.findByRole('button', { name: 'Sync 4709' })
    ).closest('li');
    expect(item).not.toBeNull();
    const counts = within(item as HTMLElement).getAllByRole('img');
    expect(counts.map(count => count.getAttribute('aria-label'))).toEqual([
      '1 created',
      '0 changed',
      '0 deleted',
    ]);
    expect(item).toHaveTextContent('1 refused');
  });

  it('shows the changes of one name', async () => {
    renderWithDns(<ActivityTab />, { url: '/?name=broken.openova.io' });
    expect(
      await screen.findByText(/refused by the provider: The zone holds/),
    ).toBeVisible();
    expect(screen.getByText('1 in total')).toBeVisible();
  });
});
