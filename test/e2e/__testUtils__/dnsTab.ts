import { Locator, Page } from 'playwright-core';

/** Where the DNS tab of a component of the demo is. */
export function dnsTabOf(component: string): string {
  return `/catalog/default/component/${component}/dns`;
}

/** The row of a hostname in the DNS tab. */
export function rowOf(page: Page, dnsName: string): Locator {
  return page
    .getByRole('table', { name: 'Hostnames of this component' })
    .getByRole('row')
    .filter({ has: toggleOf(page, dnsName) });
}

/** The button that opens the row of a hostname. */
export function toggleOf(page: Page, dnsName: string): Locator {
  return page.getByRole('button', { name: dnsName, exact: true });
}

/** The chain of an object, in an open row. */
export function chainOf(page: Page, object: string, cluster: string): Locator {
  return page.getByRole('region', {
    name: `From ${object} in ${cluster} to the answer`,
  });
}

/** One link of a chain, by its title. */
export function linkOf(chain: Locator, title: string): Locator {
  return chain
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${title}`) });
}
