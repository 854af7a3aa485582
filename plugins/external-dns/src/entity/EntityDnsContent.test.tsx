import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { batch } from '../../dev/data/entities';
import { MockExternalDns } from '../../dev/MockExternalDns';
import {
  dnsApi,
  renderWithDns,
  TestSignals,
} from '../__testUtils__/renderWithDns';
import { EntityDnsContent } from './EntityDnsContent';

const open = (dnsName: string) =>
  screen.findByRole('button', { name: dnsName });

const hostnameRows = () =>
  within(
    screen.getByRole('table', { name: 'Hostnames of this component' }),
  ).getAllByRole('rowheader');

/** The button of the open row: delegated zones have one, too. */
const checkNow = async () =>
  within(
    await screen.findByRole('region', {
      name: 'What the authoritative servers answer',
    }),
  ).getByRole('button', { name: 'Check now' });

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
    const button = await open('checkout.openova.io');
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

  it('asks the servers on behalf of the entity', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const check = jest.spyOn(api, 'check');
    renderWithDns(<EntityDnsContent />, {
      api,
      url: '/?hostname=shop.openova.io',
    });
    await screen.findByText('as recorded');
    await user.click(await checkNow());
    expect(
      await screen.findByText('The servers of shop.openova.io have answered.'),
    ).toBeVisible();
    expect(check).toHaveBeenCalledWith({
      dnsNames: ['shop.openova.io'],
      entityRef: 'component:default/shop',
    });
  });

  it('says when a check was refused', async () => {
    const user = userEvent.setup();
    renderWithDns(<EntityDnsContent />, {
      api: dnsApi({
        check: async () => {
          throw new Error('too many checks, wait 10 s');
        },
      }),
      url: '/?hostname=shop.openova.io',
    });
    await user.click(await checkNow());
    expect(
      await screen.findByText(
        'The check did not run: too many checks, wait 10 s',
      ),
    ).toBeVisible();
  });

  it('names the stale cluster and what it means', async () => {
    renderWithDns(<EntityDnsContent />);
    expect(
      await screen.findByText(/^Cluster us-west cannot be read since/),
    ).toBeVisible();
    expect(
      screen.getByText(/Its records stay as they are/, { exact: false }),
    ).toBeVisible();
  });

  it('follows a resync to its end, and loads again', async () => {
    const user = userEvent.setup();
    const api = dnsApi({
      getResync: async id => ({
        id,
        scope: { kind: 'entity', entityRef: 'component:default/shop' },
        requestedAt: new Date().toISOString(),
        requestedBy: 'user:default/dev',
        state: 'done',
        sentence: 'Two records were created.',
      }),
    });
    const resync = jest.spyOn(api, 'resync');
    const load = jest.spyOn(api, 'getEntity');
    renderWithDns(<EntityDnsContent />, { api });
    await user.click(await screen.findByRole('button', { name: 'Resync' }));
    expect(await screen.findByText('Resync waits for its turn')).toBeVisible();
    expect(
      await screen.findByText('Two records were created.', { exact: false }),
    ).toBeVisible();
    expect(resync).toHaveBeenCalledWith({
      kind: 'entity',
      entityRef: 'component:default/shop',
    });
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
  });

  it('offers neither resync nor check without the permission', async () => {
    renderWithDns(<EntityDnsContent />, {
      denied: ['external-dns.entity.resync'],
      url: '/?hostname=shop.openova.io',
    });
    expect(await checkNow()).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Resync' })).toBeDisabled();
    expect(
      screen.getByTitle(
        'A resync needs the permission external-dns.entity.resync.',
      ),
    ).toBeInTheDocument();
  });

  it('shows how to map objects where there is none', async () => {
    renderWithDns(<EntityDnsContent />, { entity: batch });
    expect(
      await screen.findByRole('heading', {
        name: 'No object of this component asks for a hostname',
      }),
    ).toBeVisible();
    const snippet = screen.getByRole('region', {
      name: 'In catalog-info.yaml',
    });
    await waitFor(() =>
      expect(snippet).toHaveTextContent('backstage.io/kubernetes-id: batch'),
    );
  });

  it('names the objects that were looked at', async () => {
    renderWithDns(<EntityDnsContent />, {
      entity: batch,
      api: dnsApi({
        getEntity: async entityRef => ({
          entityRef,
          hostnames: [],
          staleClusters: [],
          history: [],
          objectsLookedAt: [
            {
              cluster: 'us-east',
              kind: 'Service',
              namespace: 'jobs',
              name: 'batch',
            },
          ],
        }),
      }),
    });
    expect(
      await screen.findByText('Service jobs/batch in us-east'),
    ).toBeVisible();
  });

  it('keeps the layout while it loads', async () => {
    renderWithDns(<EntityDnsContent />, {
      api: dnsApi({ getEntity: () => new Promise(() => {}) }),
    });
    const place = await screen.findByRole('status', {
      name: 'Loading the DNS state',
    });
    expect(place).toHaveTextContent('HostnameStateTypeAnswer');
  });

  it('says what still works when it cannot load, and tries again', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    jest
      .spyOn(api, 'getEntity')
      .mockRejectedValueOnce(new Error('the backend is away'));
    renderWithDns(<EntityDnsContent />, { api });
    expect(await screen.findByText(/DNS itself is not affected/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('the backend is away');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('3 of 9 hostnames work.')).toBeVisible();
  });

  it('says which permission is missing', async () => {
    renderWithDns(<EntityDnsContent />, {
      denied: ['external-dns.entity.read'],
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It needs the permission external-dns.entity.read.',
    );
  });

  it('takes a refusal of the backend for a missing permission', async () => {
    const refusal = await ResponseError.fromResponse(
      Response.json({ error: { message: 'no' } }, { status: 403 }),
    );
    renderWithDns(<EntityDnsContent />, {
      api: dnsApi({ getEntity: () => Promise.reject(refusal) }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see the DNS state of this component',
    );
  });

  it('loads again on a signal, and reads out what changed', async () => {
    const signals = new TestSignals();
    const api = new MockExternalDns();
    const first = await api.getEntity('component:default/shop');
    renderWithDns(<EntityDnsContent />, { api, signals });
    await screen.findByText('3 of 9 hostnames work.');
    jest.spyOn(api, 'getEntity').mockResolvedValue({
      ...first,
      hostnames: first.hostnames.map(hostname =>
        hostname.state === 'blocked'
          ? { ...hostname, state: 'works' }
          : hostname,
      ),
    });
    signals.send({ kind: 'sync', syncId: '4712' });
    expect(await screen.findByText('4 of 9 hostnames work.')).toBeVisible();
    expect(
      await screen.findByText('checkout.openova.io: works'),
    ).toHaveAttribute('aria-live', 'polite');
  });

  it('keeps what it shows when a later load fails, and says so', async () => {
    const signals = new TestSignals();
    const api = new MockExternalDns();
    renderWithDns(<EntityDnsContent />, { api, signals });
    await screen.findByText('3 of 9 hostnames work.');
    jest.spyOn(api, 'getEntity').mockRejectedValue(new Error('away'));
    signals.send({ kind: 'sync', syncId: '4712' });
    expect(
      await screen.findByText(/the newest state cannot be loaded/),
    ).toBeVisible();
    expect(screen.getByText('3 of 9 hostnames work.')).toBeVisible();
  });
});
