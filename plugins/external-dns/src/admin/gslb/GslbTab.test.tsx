import { ResponseError } from '@backstage/errors';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delegations } from '../../../dev/data/delegations';
import { dnsApi, renderWithDns } from '../../__testUtils__/renderWithDns';
import { GslbTab } from './GslbTab';
import { possibleDecisions } from './possibleDecisions';

const opened = { url: '/?delegation=gslb.openova.io' };
const zones = delegations();

describe('the GSLB tab', () => {
  it('lists every delegated zone with its worst finding', async () => {
    const user = userEvent.setup();
    renderWithDns(<GslbTab />);
    const list = await screen.findByRole('list', { name: 'Delegated zones' });
    const [shop, foreign, watched] = within(list).getAllByRole('listitem');
    expect(shop).toHaveTextContent('broken');
    expect(shop).toHaveTextContent('2 of 3 clusters joined');
    expect(shop).toHaveTextContent('refuses to answer');
    expect(foreign).toHaveTextContent('belongs to k8gb-ap');
    expect(watched).toHaveTextContent('needs a look');
    const toggle = within(watched).getByRole('button', {
      name: 'cdn.example.org',
    });
    await user.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(
      await screen.findByText(
        /k8gb's own ExternalDNS writes the delegation; this portal looks on/,
      ),
    ).toBeVisible();
  });

  it('says what to do where there is none', async () => {
    const api = dnsApi({ listDelegations: async () => [] });
    renderWithDns(<GslbTab />, { api });
    expect(
      await screen.findByText('No cluster delegates a zone to k8gb.'),
    ).toBeVisible();
  });

  it('tells how clusters came and went', async () => {
    renderWithDns(<GslbTab />, opened);
    const timeline = await screen.findByRole('region', {
      name: 'What happened to its clusters',
    });
    await waitFor(() =>
      expect(within(timeline).getAllByRole('listitem')[0]).toHaveTextContent(
        'us-west: joined → unreachable',
      ),
    );
  });

  it('decides nothing without the permission', async () => {
    renderWithDns(<GslbTab />, {
      ...opened,
      denied: ['external-dns.admin.manage'],
    });
    expect(
      await screen.findByText(/need the permission external-dns.admin.manage/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('removes a lost cluster once its changes were shown and confirmed', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const decide = jest.spyOn(api, 'decideDelegation');
    renderWithDns(<GslbTab />, { ...opened, api });
    await user.click(
      await screen.findByRole('button', { name: 'Remove us-west' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove us-west from gslb.openova.io?',
    });
    const changes = await within(dialog).findByRole('region', {
      name: 'What would change',
    });
    const [ns, glue] = within(changes).getAllByRole('listitem');
    expect(ns).toHaveTextContent('changed gslb.openova.io NS');
    expect(glue).toHaveTextContent('deleted gslb-ns-west-gslb.openova.io A');
    expect(decide).not.toHaveBeenCalled();
    await user.click(
      within(dialog).getByRole('button', { name: 'Remove the cluster' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const decision = { kind: 'forget', cluster: 'us-west' };
    expect(decide).toHaveBeenCalledWith(
      'gslb.openova.io',
      decision,
      `gslb.openova.io ${JSON.stringify(decision)}`,
    );
  });

  it('removes a whole delegation only for whom types its name', async () => {
    const user = userEvent.setup();
    const api = dnsApi();
    const decide = jest.spyOn(api, 'decideDelegation');
    renderWithDns(<GslbTab />, { ...opened, api });
    await user.click(
      await screen.findByRole('button', { name: 'Remove the delegation' }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', {
      name: 'Remove the delegation',
    });
    await within(dialog).findByText(/its 3 hosts stop resolving/);
    expect(confirm).toBeDisabled();
    await user.type(
      within(dialog).getByLabelText('Type gslb.openova.io to confirm'),
      'gslb.openova.io',
    );
    await user.click(confirm);
    await waitFor(() => expect(decide).toHaveBeenCalledTimes(1));
  });

  it('shows the new preview if the zone changed meanwhile', async () => {
    const user = userEvent.setup();
    const conflict = await ResponseError.fromResponse(
      Response.json({ error: { message: 'changed' } }, { status: 409 }),
    );
    const digests: string[] = [];
    let previews = 0;
    const api = dnsApi({
      previewDelegationDecision: async () => {
        previews += 1;
        const sentence = `Preview number ${previews}.`;
        return { digest: `digest ${previews}`, sentence, changes: [] };
      },
      decideDelegation: async (_zone, _decision, digest) => {
        digests.push(digest);
        if (digests.length === 1) throw conflict;
      },
    });
    renderWithDns(<GslbTab />, { ...opened, api });
    await user.click(
      await screen.findByRole('button', { name: 'Remove us-west' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('Preview number 1.');
    const confirm = within(dialog).getByRole('button', {
      name: 'Remove the cluster',
    });
    await user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'gslb.openova.io has changed meanwhile',
    );
    expect(await within(dialog).findByText('Preview number 2.')).toBeVisible();
    await user.click(confirm);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(digests).toEqual(['digest 1', 'digest 2']);
  });

  it('keeps the dialog, and says why nothing was decided', async () => {
    const user = userEvent.setup();
    const api = dnsApi({
      decideDelegation: async () => {
        throw new Error('the portal is in observe mode');
      },
    });
    renderWithDns(<GslbTab />, { ...opened, api });
    await user.click(
      await screen.findByRole('button', { name: 'Remove us-west' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/is no longer named now/);
    await user.click(
      within(dialog).getByRole('button', { name: 'Remove the cluster' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Nothing was decided: the portal is in observe mode',
    );
  });

  it('offers another try where the preview cannot be had', async () => {
    const user = userEvent.setup();
    const mock = dnsApi();
    let fails = true;
    const api = dnsApi({
      previewDelegationDecision: async (zone, decision) => {
        if (fails) throw new Error('the zone is being read');
        return mock.previewDelegationDecision(zone, decision);
      },
    });
    renderWithDns(<GslbTab />, { ...opened, api });
    await user.click(
      await screen.findByRole('button', { name: 'Remove us-west' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/the zone is being read/);
    expect(
      within(dialog).getByRole('button', { name: 'Remove the cluster' }),
    ).toBeDisabled();
    fails = false;
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
    expect(
      await within(dialog).findByText(/is no longer named now/),
    ).toBeVisible();
  });
});

describe('what may be decided', () => {
  const kinds = (view: DelegationView) =>
    possibleDecisions(view).map(({ kind }) => kind);

  it('is adoption first where the records belong to somebody else', () => {
    expect(zones.map(kinds)).toEqual([
      ['forget', 'remove'],
      ['adopt'],
      ['forget'],
    ]);
  });

  it('is nothing where the configuration leaves the zone alone', () => {
    expect(kinds({ ...zones[0], mode: 'off' })).toEqual([]);
  });

  it('is not to remove what does not stand or is not held', () => {
    expect(kinds({ ...zones[0], standing: null })).toEqual(['forget']);
    expect(kinds({ ...zones[0], heldIn: null })).toEqual(['forget']);
  });
});
