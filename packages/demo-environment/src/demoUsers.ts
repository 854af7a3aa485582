/** One of the people that the demo's sign-in page offers. */
export interface DemoUser {
  /** What the sign-in page sends, and the name of the User entity in the catalog. */
  name: 'developer' | 'admin';
  displayName: string;
  email: string;
}

/** The request header by which the sign-in page says who signs in. */
export const demoUserHeader = 'x-demo-user';

/** Members of this group may do everything. */
export const adminGroup = 'group:default/platform-team';

/** Members of this group may ask for a resync of what they see. */
export const developerGroup = 'group:default/developers';

/** Who can sign in. `catalog/org.yaml` holds their entities. */
export const demoUsers: readonly DemoUser[] = [
  {
    name: 'developer',
    displayName: 'Developer, team checkout',
    email: 'developer@openova.io',
  },
  {
    name: 'admin',
    displayName: 'Admin, platform team',
    email: 'admin@openova.io',
  },
];
