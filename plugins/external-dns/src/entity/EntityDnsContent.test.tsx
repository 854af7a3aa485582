import { ResponseError } from '@backstage/errors';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { batch } from '../../dev/data/entities';
import { MockExternalDns } from '../../dev/MockExternalDns';
import {
  dnsApi,
  renderWithDns,
  TestSignals,
} from '../__testUtils__/renderWithDns';
import { EntityDnsContent } from './EntityDnsContent';

describe('EntityDnsContent', () => {
  it('names the stale cluster and what it means', async () => {
    renderWithDns(<EntityDnsContent />);
    expect(
      await screen.findByText(/^Cluster us-west cannot be read since/),
    ).toBeVisible();
    expect(
      screen.getByText(/Its records stay as they are/, { exact: false }),
    ).toBeVisible();
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
