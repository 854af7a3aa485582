import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { healthRows } from '../../../dev/data/health';
import { dnsApi, renderWithDns } from '../../__testUtils__/renderWithDns';
import { HealthTab } from './HealthTab';

function Address() {
  return <output aria-label="address">{useLocation().search}</output>;
}

const address = () => screen.getByLabelText('address').textContent;

const scorecard = () =>
  screen.findByRole('table', { name: 'Components by DNS health' });

const components = (table: HTMLElement) =>
  within(table)
    .getAllByRole('rowheader')
    .map(cell => within(cell).getAllByRole('link')[0].getAttribute('href'));

const hrefOf = (name: string) => `/catalog/default/component/${name}`;

describe('HealthTab', () => {
  it('answers in a sentence, then lists the worst first with reasons that lead to records', async () => {
    renderWithDns(<HealthTab />);
    const table = await scorecard();
    expect(
      screen.getByText('1 of 4 components are healthy.').parentElement,
    ).toHaveTextContent('1 broken, 1 degraded, 1 not known.');
    expect(components(table)).toEqual(
      ['shop', 'billing', 'batch', 'site'].map(hrefOf),
    );
    const [shop, billing] = within(table).getAllByRole('row').slice(1);
    expect(
      within(shop).getByRole('link', { name: /^checkout\.openova\.io: No/ }),
    ).toHaveAttribute(
      'href',
      `${hrefOf('shop')}/dns?hostname=checkout.openova.io`,
    );
    expect(
      within(billing).getByRole('link', { name: /^Cluster us-west cannot/ }),
    ).toHaveAttribute('href', `${hrefOf('billing')}/dns`);
    expect(shop).toHaveTextContent('6 of 9');
  });

  it('filters by grade, owner and text, and keeps that in the link', async () => {
    const user = userEvent.setup();
    renderWithDns(
      <>
        <HealthTab />
        <Address />
      </>,
      { url: '/?owner=group:default/billing' },
    );
    const table = await scorecard();
    expect(components(table)).toEqual(['billing', 'batch'].map(hrefOf));
    await user.click(screen.getByRole('button', { name: 'degraded 1' }));
    expect(components(table)).toEqual([hrefOf('billing')]);
    expect(address()).toContain('grade=degraded');
    expect(
      screen.getByRole('button', { name: 'not known 1', pressed: false }),
    ).toBeVisible();

    await user.type(screen.getByRole('textbox', { name: 'Search' }), 'absent');
    expect(
      await screen.findByText('Nothing matches these filters.'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reset the filters' }));
    await waitFor(() => expect(components(table)).toHaveLength(4));
    expect(address()).toBe('');
  });

  it('rolls up by owner, system and domain; a name filters the list', async () => {
    const user = userEvent.setup();
    renderWithDns(<HealthTab />);
    const owners = await screen.findByRole('table', {
      name: 'DNS health by owner',
    });
    expect(
      within(owners).getByRole('row', { name: /^shop/ }),
    ).toHaveTextContent('broken1 broken, 1 healthy');
    const groups = screen.getByRole('group', { name: 'Roll up by' });
    await user.click(within(groups).getByRole('button', { name: 'System' }));
    const systems = await screen.findByRole('table', {
      name: 'DNS health by system',
    });
    await user.click(
      within(systems).getByRole('button', { name: 'no system' }),
    );
    expect(components(await scorecard())).toEqual([hrefOf('batch')]);
  });

  it('draws the month, tells it in words, and shows it as a table', async () => {
    const user = userEvent.setup();
    renderWithDns(<HealthTab />);
    const picture = await screen.findByRole('img', {
      name: 'Components by DNS health, day by day',
    });
    expect(picture).toHaveAccessibleDescription(
      /^From \S+ \S+ \(2 broken, 2 degraded, 1 not known\) to .*1 healthy\)\.$/,
    );
    await user.click(screen.getByRole('button', { name: 'Show as a table' }));
    const table = screen.getByRole('table', {
      name: 'Components by DNS health, day by day',
    });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(30);
  });

  it('says so on the first day, and before it', async () => {
    const [day] = await dnsApi().listHealthDays();
    const { unmount } = renderWithDns(<HealthTab />, {
      api: dnsApi({ listHealthDays: async () => [day] }),
    });
    expect(await screen.findByText(/^Today is the first day/)).toBeVisible();
    unmount();
    renderWithDns(<HealthTab />, {
      api: dnsApi({ listHealthDays: async () => [] }),
    });
    expect(
      await screen.findByText('No day has been counted yet.'),
    ).toBeVisible();
  });

  it('downloads what is shown as CSV', async () => {
    const user = userEvent.setup();
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:health';
    };
    URL.revokeObjectURL = () => {};
    const clicked: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        clicked.push(this.download);
      });
    renderWithDns(<HealthTab />, { url: '/?grade=healthy' });
    await scorecard();
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(clicked[0]).toMatch(/^dns-health-\d{4}-\d\d-\d\d\.csv$/);
    expect(saved[0].type).toBe('text/csv;charset=utf-8');
    expect(saved[0].size).toBeGreaterThan(100);
  });

  it('reads all pages, and shows fifty at a time', async () => {
    const user = userEvent.setup();
    const [row] = healthRows();
    const listHealth = jest.fn(async ({ cursor }: { cursor?: string }) => {
      const start = Number(cursor ?? 0);
      return {
        items: Array.from({ length: 40 }, (_, index) => ({
          ...row,
          reasons: [],
          entityRef: `component:default/c-${start + index + 100}`,
        })),
        nextCursor: start < 40 ? `${start + 40}` : undefined,
      };
    });
    renderWithDns(<HealthTab />, { api: dnsApi({ listHealth }) });
    const table = await scorecard();
    expect(listHealth).toHaveBeenCalledTimes(2);
    expect(components(table)).toHaveLength(50);
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(components(table)).toHaveLength(30);
  });

  it('says what is missing where nothing is graded, and where it may not be seen', async () => {
    const { unmount } = renderWithDns(<HealthTab />, {
      api: dnsApi({ listHealth: async () => ({ items: [] }) }),
    });
    expect(
      await screen.findByText('No component has Kubernetes objects yet.'),
    ).toBeVisible();
    unmount();
    const api = dnsApi();
    const list = jest.spyOn(api, 'listHealth');
    renderWithDns(<HealthTab />, { api, denied: ['external-dns.dns.read'] });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It needs the permission external-dns.dns.read.',
    );
    expect(list).not.toHaveBeenCalled();
  });
});
