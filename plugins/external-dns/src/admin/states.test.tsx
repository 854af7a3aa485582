import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dnsApi, renderWithDns } from '../__testUtils__/renderWithDns';
import { ClustersTab } from './ClustersTab';
import { OverviewTab } from './OverviewTab';
import { ResyncAction } from './ResyncAction';
import { ZonesTab } from './ZonesTab';

describe('OverviewTab', () => {
  it('says first which clusters and zones are in order', async () => {
    renderWithDns(<OverviewTab />);
    expect(await screen.findByText('2 fresh')).toBeVisible();
    expect(screen.getByText('1 stale')).toBeVisible();
    expect(screen.getByText('1 with changes waiting')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Clusters' })).toHaveAttribute(
      'href',
      '/dns/clusters',
    );
    expect(
      screen.getByText('Cluster us-west cannot be read: 403 on gateways.'),
    ).toBeVisible();
    expect(
      screen.getByRole('img', {
        name: /^Created, changed and deleted records of the last 30 syncs/,
      }),
    ).toBeVisible();
  });

  it('says that observe mode writes nothing', async () => {
    const api = dnsApi();
    const overview = await api.getOverview();
    renderWithDns(<OverviewTab />, {
      api: dnsApi({
        getOverview: async () => ({
          ...overview,
          mode: 'observe',
          problems: [],
        }),
      }),
    });
    expect(
      await screen.findByText(/planned and shown, and nothing is written/),
    ).toBeVisible();
    expect(screen.getByText('Nothing needs a look.')).toBeVisible();
  });
});

describe('ClustersTab', () => {
  it('puts the stale cluster first, with the kind that fails', async () => {
    renderWithDns(<ClustersTab />);
    await screen.findByRole('region', { name: 'us-west' });
    const headings = screen.getAllByRole('heading', { level: 2 });
    expect(headings.map(heading => heading.textContent)).toEqual([
      'us-west',
      'lab',
      'eu-central',
      'us-east',
    ]);
    const west = screen.getByRole('region', { name: 'us-west' });
    const gateways = within(west).getByText('Gateway').closest('li');
    expect(gateways).toHaveTextContent('failed');
    expect(gateways).toHaveTextContent('403');
  });

  it('forgets a cluster only after telling what that does', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const forget = jest.spyOn(api, 'forget');
    renderWithDns(<ClustersTab />, { api });
    await user.click(
      await screen.findByRole('button', { name: 'Forget cluster us-west' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Forget us-west?',
    });
    expect(dialog).toHaveTextContent('its records are deleted');
    expect(forget).not.toHaveBeenCalled();
    await user.click(
      within(dialog).getByRole('button', {
        name: 'Forget it and withdraw its records',
      }),
    );
    await waitFor(() =>
      expect(forget).toHaveBeenCalledWith('us-west', undefined),
    );
  });

  it('does not offer it without the permission', async () => {
    renderWithDns(<ClustersTab />, { denied: ['external-dns.admin.manage'] });
    expect(
      await screen.findByRole('button', { name: 'Forget cluster us-west' }),
    ).toBeDisabled();
  });
});

describe('ZonesTab', () => {
  it('says what is wrong with a zone, and leads to its records', async () => {
    renderWithDns(<ZonesTab />);
    const row = await screen.findByRole('row', { name: /^shop.example.org/ });
    expect(row).toHaveTextContent('failed');
    expect(row).toHaveTextContent('The API token of account marketing');
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/dns/records?zone=shop.example.org',
    );
  });

  it('downloads an export', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const exportZone = jest.spyOn(api, 'exportZone');
    URL.createObjectURL = () => 'blob:zone';
    URL.revokeObjectURL = () => {};
    const clicked: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        clicked.push(this.download);
      });
    renderWithDns(<ZonesTab />, { api });
    await user.click(
      await screen.findByRole('button', {
        name: 'Download openova.io as JSON lines of Endpoint',
      }),
    );
    await waitFor(() => expect(clicked).toEqual(['openova.io.jsonl']));
    expect(exportZone).toHaveBeenCalledWith('openova.io');
  });
});

describe('ResyncAction', () => {
  it('starts a resync of a record and shows who asked and how it ends', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const resync = jest.spyOn(api, 'resync');
    renderWithDns(<ResyncAction />, { api });
    await user.click(await screen.findByRole('button', { name: 'Resync' }));
    const dialog = await screen.findByRole('dialog', { name: 'Resync' });
    await user.click(within(dialog).getByRole('radio', { name: 'A record' }));
    const start = within(dialog).getByRole('button', {
      name: 'Start the resync',
    });
    expect(start).toBeDisabled();
    await user.type(
      within(dialog).getByRole('textbox', { name: /^Hostname/ }),
      'shop.openova.io',
    );
    await user.click(start);
    expect(resync).toHaveBeenCalledWith({
      kind: 'record',
      dnsName: 'shop.openova.io',
    });
    expect(await within(dialog).findByRole('progressbar')).toBeVisible();
    expect(
      await within(dialog).findByText('Nothing had to be changed.', {
        exact: false,
      }),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('asked by user:default/dev');
  });

  it('says why a resync was refused', async () => {
    const user = userEvent.setup();
    renderWithDns(<ResyncAction />, {
      api: dnsApi({
        resync: async () => {
          throw new Error('there is no writer');
        },
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Resync' }));
    await user.click(
      await screen.findByRole('button', { name: 'Start the resync' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The resync was not started: there is no writer',
    );
  });

  it('cannot be opened without the permission', async () => {
    renderWithDns(<ResyncAction />, { denied: ['external-dns.admin.resync'] });
    expect(
      await screen.findByRole('button', { name: 'Resync' }),
    ).toBeDisabled();
  });
});
