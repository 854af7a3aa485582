/** Someone of the demo's organisation whom a visitor can be. */
export interface DemoPerson {
  /** What the demo's auth provider knows the person by. */
  id: 'developer' | 'admin';
  title: string;
  description: string;
}

/** The people of the sign-in page, in its order. */
export const demoPeople: DemoPerson[] = [
  {
    id: 'developer',
    title: 'Developer',
    description:
      'Owns some of the components. Sees their DNS records and may ask for a resync of them.',
  },
  {
    id: 'admin',
    title: 'Admin',
    description:
      'Runs the platform. Sees all clusters, zones and records, and may resync them or forget a cluster.',
  },
];

/** Where a tab of the browser remembers who signed in, so that a reload does not ask again. */
const storageKey = 'demo-sign-in';

/** Who signed in in this tab before, if anybody did. */
export function rememberedPerson(): DemoPerson | undefined {
  const id = window.sessionStorage.getItem(storageKey);
  return demoPeople.find(person => person.id === id);
}

/** Remembers who signed in until the tab is closed, or forgets it. */
export function rememberPerson(person: DemoPerson | undefined) {
  if (person) {
    window.sessionStorage.setItem(storageKey, person.id);
  } else {
    window.sessionStorage.removeItem(storageKey);
  }
}
