import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

/** How long its tokens are good for, in seconds: longer than a bench runs. */
const EXPIRES_SECONDS = 3600;

const KEY_ID = 'bench';

const encode = value =>
  Buffer.from(
    typeof value === 'string' ? value : JSON.stringify(value),
  ).toString('base64url');

/** A key pair, and what makes signed tokens with it (RFC 7515, RS256). */
function createSigner() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  return {
    keys: {
      keys: [
        {
          ...publicKey.export({ format: 'jwk' }),
          kid: KEY_ID,
          alg: 'RS256',
          use: 'sig',
        },
      ],
    },
    signToken(claims) {
      const content = `${encode({ alg: 'RS256', kid: KEY_ID })}.${encode(
        claims,
      )}`;
      const signature = sign('sha256', Buffer.from(content), privateKey);
      return `${content}.${signature.toString('base64url')}`;
    },
  };
}

async function formOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/**
 * An OpenID Connect provider on a free port of loopback that lets everybody in
 * as the one person it knows, without a question: production mode takes no guests.
 *
 * @param person - `{ name, email }`
 * @returns the address of its metadata, and what stops it
 */
export async function startOpenIdProvider(person) {
  const { keys, signToken } = createSigner();
  const subject = createHash('sha256').update(person.email).digest('hex');
  const clientOfCode = new Map();
  let issuer;

  const tokens = ({ clientId, nonce }) => {
    const iat = Math.floor(Date.now() / 1000);
    return {
      access_token: randomUUID(),
      refresh_token: clientId,
      token_type: 'Bearer',
      expires_in: EXPIRES_SECONDS,
      scope: 'openid profile email',
      id_token: signToken({
        iss: issuer,
        sub: subject,
        aud: clientId,
        iat,
        exp: iat + EXPIRES_SECONDS,
        ...(nonce ? { nonce } : {}),
      }),
    };
  };

  const authorize = query => {
    const code = randomUUID();
    clientOfCode.set(code, {
      clientId: query.get('client_id'),
      nonce: query.get('nonce'),
    });
    const back = new URL(query.get('redirect_uri'));
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state'));
    return back.href;
  };

  const answers = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => keys,
    '/userinfo': () => ({
      sub: subject,
      name: person.name,
      email: person.email,
      email_verified: true,
    }),
    '/token': async request => {
      const form = await formOf(request);
      return tokens(
        form.get('grant_type') === 'refresh_token'
          ? { clientId: form.get('refresh_token') }
          : clientOfCode.get(form.get('code')),
      );
    },
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, issuer);
    if (pathname === '/authorize') {
      response.writeHead(302, { location: authorize(searchParams) }).end();
    } else if (answers[pathname]) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await answers[pathname](request)));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  issuer = `http://127.0.0.1:${server.address().port}`;
  return {
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
