import { ConsoleMessage, Page } from 'playwright-core';

/**
 * What libraries are known to complain about in the development build, and why
 * it cannot be put right here. Everything else fails the test.
 */
const knownComplaints: { says: RegExp; about: RegExp }[] = [
  // Material UI 4 finds its elements the old way.
  { says: /findDOMNode is deprecated/, about: /@material-ui/ },
  // The catalog's list of components: its title, and the table that it is made of.
  { says: /validateDOMNesting/, about: /at CatalogTableToolbar / },
  {
    says: /Support for defaultProps will be removed/,
    about: /at .* \(\S*(@material-table|react-beautiful-dnd)/,
  },
  // The frontend system itself: no component of a plugin is named.
  {
    says: /should have a unique "key" prop/,
    about: /^[^\n]*\n\s+at ExtensionBoundary \([^\n]*\)\s*$/,
  },
];

async function textOf(message: ConsoleMessage): Promise<string> {
  const parts = await Promise.all(
    message.args().map(part => part.jsonValue().catch(() => '')),
  );
  return parts.length > 0 ? parts.map(String).join(' ') : message.text();
}

function isKnown(text: string): boolean {
  return knownComplaints.some(
    ({ says, about }) => says.test(text) && about.test(text),
  );
}

/** The complaint and where it came from; the portal's own frame below it is left out. */
function beginning(text: string): string {
  return text.split('\n').slice(0, 8).join('\n');
}

/**
 * Listens for errors of a page: what it throws and does not catch, and what it
 * writes to its console as an error.
 *
 * @returns `stop` ends the listening and gives what was heard, without what
 * libraries are known to complain about
 */
export function listenForComplaints(page: Page): {
  stop: () => Promise<string[]>;
} {
  const heard: Promise<string>[] = [];
  const onError = (error: Error) => {
    heard.push(Promise.resolve(`uncaught ${error.stack ?? error.message}`));
  };
  const onMessage = (message: ConsoleMessage) => {
    if (message.type() === 'error') {
      heard.push(textOf(message));
    }
  };
  page.on('pageerror', onError);
  page.on('console', onMessage);
  return {
    stop: async () => {
      page.off('pageerror', onError);
      page.off('console', onMessage);
      const texts = await Promise.all(heard);
      return texts.filter(text => !isKnown(text)).map(beginning);
    },
  };
}
