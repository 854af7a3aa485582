import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import { DemoUser, demoUserHeader, demoUsers } from './demoUsers';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ displayName, email }: DemoUser) => ({
    profile: { displayName, email },
  }),
  initialize() {},
  async authenticate({ req }) {
    const name = req.header(demoUserHeader);
    const user = demoUsers.find(candidate => candidate.name === name);
    if (!user) {
      const names = demoUsers.map(candidate => candidate.name).join(' or ');
      throw new AuthenticationError(
        `No demo user was chosen: send the header ${demoUserHeader} with ${names}`,
      );
    }
    return { result: user };
  },
});

/**
 * Signs in as whom the sign-in page names in the header `x-demo-user`, without a password: the
 * auth provider `demo`. The user is looked up in the catalog.
 * @public
 */
const demoSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ logger, providers }) {
        logger.warn(
          'The demo sign-in asks for no password: use it on your own machine only',
        );
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { kind: 'User', name: result.name },
              }),
          }),
        });
      },
    });
  },
});

export default demoSignInModule;
