import { delegations } from '../../dev/data/delegations';
import { delegationBranches } from './delegationBranches';
import { pictureLayout, wrap } from './pictureLayout';

const [shop] = delegations();
const branches = delegationBranches(shop, shop.hosts[0]).map(branch => ({
  branch,
  texts: {
    nameServer: [{ text: branch.nsName ?? '' }],
    cluster: [{ text: branch.member?.cluster ?? '' }],
    targets: branch.targets.map(text => ({ text })),
  },
}));
const parent = [{ text: shop.parent }];

describe('pictureLayout', () => {
  it.each([472, 700, 976, 1600])(
    'keeps boxes apart and inside of %d pixels',
    room => {
      const layout = pictureLayout(room, parent, branches);
      expect(layout.width).toBeLessThanOrEqual(room);
      const boxes = [layout.parent, ...layout.rows.flatMap(row => row.boxes)];
      for (const one of boxes) {
        expect(one.x).toBeGreaterThanOrEqual(1);
        expect(one.y).toBeGreaterThanOrEqual(1);
        expect(one.x + one.width).toBeLessThan(layout.width);
        expect(one.y + one.height).toBeLessThanOrEqual(layout.height);
        for (const other of boxes) {
          if (other === one) continue;
          const isApart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect(isApart).toBe(true);
        }
      }
      for (const { edges } of layout.rows) {
        expect(edges).toHaveLength(3);
        for (const { from, to } of edges) expect(to - from).toBeGreaterThan(40);
      }
    },
  );

  it('stands without a single member', () => {
    const layout = pictureLayout(976, parent, []);
    expect(layout.rows).toEqual([]);
    expect(layout.height).toBeGreaterThanOrEqual(layout.parent.height);
    expect(layout.trunk).not.toContain('Infinity');
    expect(pictureLayout(472, parent, []).trunk).not.toContain('Infinity');
  });
});

describe('wrap', () => {
  it('breaks after dots and hyphens, and loses nothing', () => {
    expect(wrap('gslb-ns-eu-gslb.openova.io', 12)).toEqual([
      'gslb-ns-eu-',
      'gslb.',
      'openova.io',
    ]);
    expect(wrap('averylonglabelwithoutanybreak', 10).join('')).toBe(
      'averylonglabelwithoutanybreak',
    );
    expect(wrap('2001:db8::1', 40)).toEqual(['2001:db8::1']);
  });
});
