import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import demoSignIn from './signIn';

describe('the demo sign-in', () => {
  const refresh = async (headers: Record<string, string>) => {
    const backend = await startTestBackend({
      features: [
        authPlugin,
        demoSignIn,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            app: { baseUrl: 'http://localhost:3000' },
            auth: { providers: { demo: {} } },
          },
        }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'developer' },
              spec: { memberOf: ['team-checkout'] },
              relations: [
                { type: 'memberOf', targetRef: 'group:default/team-checkout' },
              ],
            },
          ],
        }),
      ],
    });
    try {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api/auth/demo/refresh`,
        { headers },
      );
      return { status: response.status, body: await response.json() };
    } finally {
      await backend.stop();
    }
  };

  it('signs in as whom the header names, with the groups of the catalog', async () => {
    const { status, body } = await refresh({ 'x-demo-user': 'developer' });
    expect(status).toBe(200);
    expect(body.profile).toEqual({
      displayName: 'Developer, team checkout',
      email: 'developer@openova.io',
    });
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/developer',
      ownershipEntityRefs: [
        'user:default/developer',
        'group:default/team-checkout',
      ],
    });
  });

  it.each<Record<string, string>>([{}, { 'x-demo-user': 'somebody' }])(
    'refuses %j and says what to send',
    async headers => {
      const { status, body } = await refresh(headers);
      expect(status).toBe(401);
      expect(body.error.message).toBe(
        'No demo user was chosen: send the header x-demo-user with developer or admin',
      );
    },
  );
});
