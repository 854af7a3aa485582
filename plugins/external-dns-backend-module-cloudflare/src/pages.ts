import { Page } from './client';

/**
 * Pages until the last one that the service told of; it is not asked for one more.
 *
 * @internal
 */
export async function* allPages<Item>(
  read: (page: number) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  for (let number = 1; ; number += 1) {
    const { items, pages } = await read(number);
    yield items;
    if (pages === undefined ? items.length === 0 : number >= pages) return;
  }
}
