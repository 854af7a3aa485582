import { IncomingHttpHeaders } from 'node:http';

/*
 * Where tokens come from: Microsoft Entra's endpoint for applications, and the endpoint
 * that App Service gives a managed identity. Only as much of it as the vendor's client
 * asks for. Every token is the same: who has one may do everything.
 */

/** What is answered to a question for a token. */
export interface IdentityAnswer {
  status: number;
  body: object;
}

/** One question for a token. */
export interface TokenRequest {
  kind: 'application' | 'managed identity';
  /** Fields of the form or the query. */
  fields: Record<string, string>;
}

/** Who gets tokens. */
export class FakeIdentity {
  token = 'fake-access-token-0123456789-abcdefghijklmnopqrstuvwxyz';
  tenantId = '11111111-1111-4111-8111-111111111111';
  clientId = '22222222-2222-4222-8222-222222222222';
  clientSecret = 'fake-client-secret-0123456789-abcdef';
  /** Of a service account that the application trusts. */
  federatedToken = 'fake-service-account-token-0123456789';
  /** What only processes on this machine know. */
  readonly managedIdentityHeader = 'fake-identity-header-0123456789';
  /** Every question, in order. */
  readonly requests: TokenRequest[] = [];
  /** Entra fails with this code, whatever is asked. */
  failsWith: { status: number; code: number; error: string } | undefined;

  /** Undefined where the path is none of these. */
  answer(request: {
    method: string;
    url: URL;
    headers: IncomingHttpHeaders;
    text: string;
  }): IdentityAnswer | undefined {
    const { method, url, headers, text } = request;
    if (url.pathname === '/msi/token') {
      return this.#managed(Object.fromEntries(url.searchParams), headers);
    }
    const [, tenant, ...rest] = url.pathname.split('/');
    const path = rest.join('/');
    if (path === 'v2.0/.well-known/openid-configuration') {
      return this.#configuration(tenant, url);
    }
    if (path === 'oauth2/v2.0/token' && method === 'POST') {
      const fields = Object.fromEntries(new URLSearchParams(text));
      return this.#application(tenant, fields, url);
    }
    return undefined;
  }

  #configuration(tenant: string, { origin }: URL): IdentityAnswer {
    if (tenant !== this.tenantId) return noSuchTenant(tenant);
    return {
      status: 200,
      body: {
        issuer: `${origin}/${tenant}/v2.0`,
        authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
        jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
      },
    };
  }

  #application(
    tenant: string,
    fields: Record<string, string>,
    { origin }: URL,
  ): IdentityAnswer {
    this.requests.push({ kind: 'application', fields });
    if (this.failsWith) {
      const { status, code, error } = this.failsWith;
      return refused(status, error, code, 'It fails as it was told.');
    }
    if (tenant !== this.tenantId) return noSuchTenant(tenant);
    if (fields.client_id !== this.clientId) {
      return refused(
        400,
        'unauthorized_client',
        700016,
        'No such application.',
      );
    }
    if (!fields.scope?.split(' ').includes(`${origin}/.default`)) {
      return refused(400, 'invalid_scope', 70011, 'No such scope.');
    }
    if (fields.client_assertion !== undefined) {
      return fields.client_assertion === this.federatedToken
        ? this.#granted()
        : refused(401, 'invalid_client', 700213, 'No matching credential.');
    }
    return fields.client_secret === this.clientSecret
      ? this.#granted()
      : refused(401, 'invalid_client', 7000215, 'Invalid client secret.');
  }

  #managed(
    fields: Record<string, string>,
    headers: IncomingHttpHeaders,
  ): IdentityAnswer {
    this.requests.push({ kind: 'managed identity', fields });
    const { client_id: clientId = this.clientId } = fields;
    if (
      headers['x-identity-header'] !== this.managedIdentityHeader ||
      clientId !== this.clientId
    ) {
      return {
        status: 400,
        body: { statusCode: 400, message: 'No such managed identity.' },
      };
    }
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    return {
      status: 200,
      body: {
        access_token: this.token,
        client_id: clientId,
        expires_on: `${inAnHour}`,
        resource: fields.resource,
        token_type: 'Bearer',
      },
    };
  }

  #granted(): IdentityAnswer {
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 3600,
        ext_expires_in: 3600,
        access_token: this.token,
      },
    };
  }
}

function noSuchTenant(tenant: string): IdentityAnswer {
  return refused(400, 'invalid_tenant', 90002, `Tenant '${tenant}' not found.`);
}

function refused(
  status: number,
  error: string,
  code: number,
  sentence: string,
): IdentityAnswer {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${sentence}`,
      error_codes: [code],
    },
  };
}
