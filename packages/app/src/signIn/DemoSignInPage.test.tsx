import {
  IdentityApi,
  configApiRef,
  discoveryApiRef,
} from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { DemoSignInPage } from './DemoSignInPage';

const session = {
  profile: { displayName: 'Developer' },
  providerInfo: {},
  backstageIdentity: {
    token: 'eyJ0eXAiOiJKV1QifQ.eyJleHAiOjk5OTk5OTk5OTl9.signature',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/developer',
      ownershipEntityRefs: ['user:default/developer'],
    },
  },
};

describe('DemoSignInPage', () => {
  let fetching: jest.SpiedFunction<typeof fetch>;
  let identities: IdentityApi[];

  beforeEach(() => {
    identities = [];
    window.sessionStorage.clear();
    fetching = jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () => Response.json(session));
  });

  afterEach(() => fetching.mockRestore());

  function renderPage() {
    return renderInTestApp(
      <DemoSignInPage
        onSignInSuccess={identity => identities.push(identity)}
      />,
      {
        apis: [
          [configApiRef, mockApis.config({ data: { app: { title: 'Demo' } } })],
          [
            discoveryApiRef,
            { getBaseUrl: async plugin => `http://backend.example/${plugin}` },
          ],
        ],
      },
    );
  }

  it('offers a developer and an admin, and signs nobody in unasked', async () => {
    renderPage();
    expect(
      await screen.findByRole('button', { name: 'Sign in as developer' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Sign in as admin' }),
    ).toBeInTheDocument();
    expect(fetching).not.toHaveBeenCalled();
  });

  it('asks the auth provider of the demo for the one who was chosen', async () => {
    renderPage();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Sign in as developer' }),
    );
    await waitFor(() => expect(identities).toHaveLength(1));
    const [url, options] = fetching.mock.calls[0];
    expect(url).toBe('http://backend.example/auth/demo/refresh');
    expect(new Headers(options?.headers).get('x-demo-user')).toBe('developer');
    expect(await identities[0].getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/developer',
    });
  });

  it('signs in again after a reload, until that person signs out', async () => {
    const first = renderPage();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Sign in as developer' }),
    );
    await waitFor(() => expect(identities).toHaveLength(1));
    first.unmount();

    const second = renderPage();
    await waitFor(() => expect(identities).toHaveLength(2));
    await identities[1].signOut();
    second.unmount();

    renderPage();
    expect(
      await screen.findByRole('button', { name: 'Sign in as developer' }),
    ).toBeInTheDocument();
  });

  it('says what to look at when the backend does not answer', async () => {
    fetching.mockRejectedValue(new TypeError('Failed to fetch'));
    renderPage();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Sign in as admin' }),
    );
    expect(
      await screen.findByText(/see whether the backend runs/),
    ).toBeInTheDocument();
    expect(identities).toEqual([]);
  });
});
