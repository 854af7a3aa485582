import {
  EntityDelegationView,
  ExternalDnsApi,
} from '@openova/backstage-plugin-external-dns-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delegations, entityDelegations } from '../../../dev/data/delegations';
import { batch } from '../../../dev/data/entities';
import { dnsApi, renderWithDns } from '../../__testUtils__/renderWithDns';
import { EntityDnsContent } from '../EntityDnsContent';
import { GslbCards } from './GslbCards';

const entityRef = 'component:default/shop';

function renderCards(
  change: Partial<EntityDelegationView> = {},
  options: { api?: ExternalDnsApi; denied?: string[] } = {},
) {
  const [delegation] = entityDelegations();
  return renderWithDns(
    <GslbCards
      delegations={[{ ...delegation, ...change }]}
      entityRef={entityRef}
      onChange={() => {}}
    />,
    options,
  );
}

describe('the GSLB card', () => {
  it('stands in the tab of an entity that a delegated zone answers for', async () => {
    renderWithDns(<EntityDnsContent />);
    const card = await screen.findByRole('region', {
      name: 'GSLB gslb.openova.io',
    });
    expect(card).toHaveTextContent('delegated from openova.io');
    expect(card).toHaveTextContent(
      'This portal writes the delegation into openova.io at route53.',
    );
  });

  it('is missing where no delegated zone is', async () => {
    renderWithDns(<EntityDnsContent />, { entity: batch });
    await screen.findByText(/No object of this component asks/);
    expect(screen.queryByText(/GSLB/)).toBeNull();
  });

  it('tells the worst finding first, with its fix', async () => {
    renderCards();
    const list = await screen.findByRole('list', {
      name: 'What needs a look',
    });
    const [worst, next] = within(list).getAllByRole('listitem');
    expect(worst).toHaveTextContent('refuses to answer for gslb.openova.io');
    expect(worst).toHaveTextContent('What to do: Look at the ZoneDelegation');
    expect(next).toHaveTextContent('has no Gslb for api.gslb.openova.io');
  });

  it('leaves out what is wrong with the hosts of others', async () => {
    const [{ hosts }] = entityDelegations();
    renderCards({ hosts: hosts.slice(0, 1) });
    const list = await screen.findByRole('list', {
      name: 'What needs a look',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  });

  it('says in the picture what it draws', async () => {
    const user = userEvent.setup();
    renderCards();
    const picture = await screen.findByRole('img', {
      name: 'Delegation of gslb.openova.io down to the targets of shop.gslb.openova.io',
    });
    expect(picture).toHaveAccessibleDescription(
      /gslb-ns-us-gslb\.openova\.io: the NS set names it; it refuses to answer for the zone\./,
    );
    await user.click(screen.getByRole('button', { name: /^Targets of/ }));
    await user.click(
      screen.getByRole('option', { name: 'api.gslb.openova.io' }),
    );
    expect(
      screen.getByRole('img', { name: /targets of api\.gslb\.openova\.io$/ }),
    ).toHaveAccessibleDescription(/us-east.*no Gslb for the host/);
  });

  it('shows the members with their glue, and what answers there', async () => {
    renderCards();
    const table = await screen.findByRole('table', {
      name: 'Clusters that take part in gslb.openova.io',
    });
    const [, eu, us, west] = within(table).getAllByRole('row');
    expect(eu).toHaveTextContent('geo tag eu');
    expect(eu).toHaveTextContent('2 of 2 serve the zone');
    expect(us).toHaveTextContent('refuses the zone');
    expect(west).toHaveTextContent('unreachable');
    expect(west).toHaveTextContent(
      'us-west cannot be read; it stays a member.',
    );
  });

  it('shows each host with strategy, health, expected and actual answer', async () => {
    renderCards();
    const host = await screen.findByRole('region', {
      name: 'shop.gslb.openova.io',
    });
    expect(host).toHaveTextContent('failover, primary eu');
    expect(host).toHaveTextContent('not answered as expected');
    const [, eu, us] = within(host).getAllByRole('row');
    expect(eu).toHaveTextContent('unhealthy');
    expect(us).toHaveTextContent('192.0.2.10not as expected');
    expect(
      screen.getByRole('region', { name: 'api.gslb.openova.io' }),
    ).toHaveTextContent('round robin, weighted eu 80, us 20');
  });

  it.each([
    [{ mode: 'observe', manager: 'external-dns' }, /k8gb's own ExternalDNS/],
    [{ mode: 'observe', manager: 'infoblox' }, /through Infoblox/],
    [{ mode: 'observe', manager: 'nobody' }, /^Nobody writes the delegation/],
    [{ mode: 'observe', manager: 'unknown' }, /is not known, because/],
    [{ mode: 'off' }, /leaves the delegation alone/],
    [{ heldIn: null }, /no configured account holds openova\.io/],
    [{ blockedBy: 'it belongs to ops' }, /, but it belongs to ops\./],
  ] as const)('says who manages it: %j', async (change, sentence) => {
    renderCards(change);
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it('has the commands to ask by oneself', async () => {
    renderCards();
    const dig = await screen.findByRole('region', { name: 'Ask it yourself' });
    expect(dig).toHaveTextContent(
      'dig +norec @ns1.openova.io gslb.openova.io NS',
    );
    expect(
      within(dig).getByRole('button', { name: 'Copy Answer of us-east' }),
    ).toBeVisible();
  });

  it('asks again, and shows the new answer with the own hosts alone', async () => {
    const user = userEvent.setup();
    const [whole] = delegations();
    const checkDelegation = jest.fn(async () => ({
      ...whole,
      plannedAt: new Date().toISOString(),
      findings: [],
      observed: whole.observed && {
        ...whole.observed,
        at: new Date().toISOString(),
      },
    }));
    renderCards(
      { hosts: whole.hosts.slice(0, 1) },
      { api: dnsApi({ checkDelegation }) },
    );
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    expect(
      await screen.findByText('The servers of gslb.openova.io have answered.'),
    ).toBeVisible();
    expect(checkDelegation).toHaveBeenCalledWith('gslb.openova.io', {
      entityRef,
    });
    expect(screen.queryByText(/refuses to answer for gslb/)).toBeNull();
    expect(screen.queryByText('api.gslb.openova.io')).toBeNull();
  });

  it('says why a check failed, and keeps what it showed', async () => {
    const user = userEvent.setup();
    const checkDelegation = async () => {
      throw new Error('no server of openova.io answers');
    };
    renderCards({}, { api: dnsApi({ checkDelegation }) });
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    expect(
      await screen.findByText(
        'The check did not run: no server of openova.io answers',
      ),
    ).toBeVisible();
    expect(screen.getAllByText('joined')).toHaveLength(2);
  });

  it('offers no check without the permission', async () => {
    renderCards({}, { denied: ['external-dns.entity.resync'] });
    expect(
      await screen.findByRole('button', { name: 'Check now' }),
    ).toBeDisabled();
  });
});
