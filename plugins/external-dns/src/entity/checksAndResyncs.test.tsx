import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dnsApi, renderWithDns } from '../__testUtils__/renderWithDns';
import { EntityDnsContent } from './EntityDnsContent';

/** The button of the open row: delegated zones have one, too. */
const checkNow = async () =>
  within(
    await screen.findByRole('region', {
      name: 'What the authoritative servers answer',
    }),
  ).getByRole('button', { name: 'Check now' });

describe('EntityDnsContent', () => {
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
});
