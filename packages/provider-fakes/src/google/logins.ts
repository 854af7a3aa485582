import { createVerify } from 'node:crypto';

/** An access token that the service gave out. */
export interface Token {
  scopes: readonly string[];
  revoked?: boolean;
}

/** What a way to log in answers. */
export interface LoginAnswer {
  status: number;
  body: object | string;
}

const tokenUrl = 'https://oauth2.googleapis.com/token';
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const readWrite = 'https://www.googleapis.com/auth/ndev.clouddns.readwrite';

/** Of the identity provider that is on the same port. */
const subjectToken = 'subject-token-of-the-demo-cluster';

/**
 * The ways to an access token: a service account's signed assertion, a token of
 * somebody else (workload identity), and the metadata server of a machine.
 */
export class Logins {
  /** Of the machine that the client believes to run on. */
  readonly machine = {
    projectId: 'demo-project' as string | undefined,
    email: 'machine@demo-project.iam.gserviceaccount.com',
  };
  /** Tokens of the identity provider that is trusted. */
  readonly trustedSubjects = new Set<string>();
  /** Public keys of the service accounts, in PEM. */
  readonly #keys: { email: string; publicKey: string }[] = [];
  readonly #tokens = new Map<string, Token>();

  /** A key of a service account that counts from now on. */
  addKey(email: string, publicKey: string): void {
    this.#keys.push({ email, publicKey });
  }

  removeKeys(): void {
    this.#keys.length = 0;
  }

  issue(scopes: readonly string[] = [readWrite]): string {
    const token = `ya29.fake-token-${this.#tokens.size + 1}-0123456789abcdef`;
    this.#tokens.set(token, { scopes });
    return token;
  }

  /** Undefined where it is none, or counts no more. */
  token(text: string): Token | undefined {
    const token = this.#tokens.get(text);
    return token?.revoked ? undefined : token;
  }

  /** All tokens that were given out count no more; `false` takes that back. */
  revokeAll(revoked = true): void {
    for (const token of this.#tokens.values()) token.revoked = revoked;
  }

  /** Undefined where the path is no way to log in. */
  answer(
    method: string,
    path: string,
    query: URLSearchParams,
    headers: NodeJS.Dict<string | string[]>,
    body: string,
  ): LoginAnswer | undefined {
    if (path.startsWith('/computeMetadata/v1')) {
      return headers['metadata-flavor'] === 'Google'
        ? this.#metadata(path, query)
        : { status: 403, body: 'Missing Metadata-Flavor:Google header.' };
    }
    if (path === '/subject-token') {
      this.trustedSubjects.add(subjectToken);
      return { status: 200, body: subjectToken };
    }
    if (method !== 'POST') return undefined;
    const form = new URLSearchParams(body);
    if (path === '/token') return this.#serviceAccount(form);
    if (path === '/v1/token') return this.#federated(form);
    return undefined;
  }

  #serviceAccount(form: URLSearchParams): LoginAnswer {
    const assertion = form.get('assertion') ?? '';
    const claims = this.#claimsOf(assertion);
    if (form.get('grant_type') !== jwtBearer || !claims) {
      return refused('invalid_grant', 'Invalid JWT Signature.');
    }
    const { aud, exp = 0, iat = 0, scope = '' } = claims;
    if (aud !== tokenUrl || exp - iat > 3600 || exp * 1000 < Date.now()) {
      return refused('invalid_grant', 'Invalid JWT: check iat, exp and aud.');
    }
    return this.#granted(scope.split(' '));
  }

  #claimsOf(assertion: string) {
    const [head = '', payload = '', signature = ''] = assertion.split('.');
    const header = decoded<{ alg?: string }>(head);
    const claims = decoded<{
      iss?: string;
      aud?: string;
      exp?: number;
      iat?: number;
      scope?: string;
    }>(payload);
    if (header?.alg !== 'RS256') return undefined;
    const isSigned = this.#keys.some(
      ({ email, publicKey }) =>
        email === claims?.iss &&
        createVerify('RSA-SHA256')
          .update(`${head}.${payload}`)
          .verify(publicKey, signature, 'base64url'),
    );
    return isSigned ? claims : undefined;
  }

  #federated(form: URLSearchParams): LoginAnswer {
    const subject = form.get('subject_token') ?? '';
    if (
      form.get('grant_type') !== tokenExchange ||
      !form.get('audience') ||
      !this.trustedSubjects.has(subject)
    ) {
      return refused('invalid_grant', 'The subject token is not valid.');
    }
    return this.#granted((form.get('scope') ?? '').split(' '), {
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    });
  }

  #metadata(path: string, query: URLSearchParams): LoginAnswer {
    const { projectId, email } = this.machine;
    const account = `/computeMetadata/v1/instance/service-accounts`;
    switch (path) {
      case '/computeMetadata/v1/instance':
        return { status: 200, body: '{}' };
      case '/computeMetadata/v1/project/project-id':
        return projectId === undefined
          ? { status: 404, body: 'Not Found' }
          : { status: 200, body: projectId };
      case `${account}/default/email`:
        return { status: 200, body: email };
      case `${account}/default/token`:
        return this.#granted((query.get('scopes') ?? readWrite).split(','));
      default:
        return { status: 404, body: 'Not Found' };
    }
  }

  #granted(scopes: readonly string[], more: object = {}): LoginAnswer {
    return {
      status: 200,
      body: {
        access_token: this.issue(scopes),
        expires_in: 3599,
        token_type: 'Bearer',
        ...more,
      },
    };
  }
}

function refused(error: string, description: string): LoginAnswer {
  return { status: 400, body: { error, error_description: description } };
}

function decoded<Claims>(part: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  } catch {
    return undefined;
  }
}
