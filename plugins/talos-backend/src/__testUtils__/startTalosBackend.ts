import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import { repoStoreServiceRef } from '@homestage/backstage-plugin-gitops-node';
import { clusterStoreServiceRef } from '@homestage/backstage-plugin-lab-node';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { resolveTree } from '@homestage/gitops-tree';
import request from 'supertest';
import { talosPlugin } from '../plugin';

/** What the audit log was told. */
export interface AuditedEvent {
  readonly eventId: string;
  readonly meta?: object;
  /** `well`, or why not; unset while it goes on. */
  readonly ended?: string;
}

/** The plugin in a running backend, over real HTTP. */
export async function startTalosBackend(
  clusters: object[],
  options: {
    decision?: DefinitivePolicyDecision;
    /** Files of a repository that declares the cluster `lab`; unset: there is none. */
    files?: ReadonlyMap<string, string>;
    /** Names of permissions that nobody has. */
    denied?: readonly string[];
    areActionsEnabled?: boolean;
    isReadOnly?: boolean;
  } = {},
) {
  const { denied = [], areActionsEnabled, isReadOnly } = options;
  const audited: AuditedEvent[] = [];
  const published: SignalPayload[] = [];
  const kubernetes = new FakeClusterStore('lab');
  const decision = options.decision ?? { result: AuthorizeResult.ALLOW };
  const backend = await startTestBackend({
    features: [
      talosPlugin,
      mockServices.rootConfig.factory({
        data: {
          homestage: {
            ...(isReadOnly ? { readOnly: true } : {}),
            talos: {
              ...(areActionsEnabled ? { actions: { enabled: true } } : {}),
              clusters: clusters as never,
            },
          },
        },
      }),
      createServiceFactory({
        service: repoStoreServiceRef,
        deps: {},
        factory: () => repositories(options.files) as never,
      }),
      createServiceFactory({
        service: clusterStoreServiceRef,
        deps: {},
        factory: () => kubernetes,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: SignalPayload<any>) => {
            published.push(signal);
          },
        }),
      }),
      mockServices.auditor.mock({
        createEvent: async ({ eventId, meta }) => {
          const event: AuditedEvent = { eventId, meta };
          audited.push(event);
          return {
            success: async () => void Object.assign(event, { ended: 'well' }),
            fail: async ({ error }) =>
              void Object.assign(event, { ended: error.message }),
          };
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) =>
            denied.includes(permission.name)
              ? { result: AuthorizeResult.DENY }
              : decision,
          ),
      }).factory,
    ],
  });
  const agent = request(backend.server);
  return {
    published,
    audited,
    url: `http://127.0.0.1:${backend.server.port()}`,
    /** Of the cluster `lab`. */
    kubernetes,
    agent,
    get: async (path: string) => (await agent.get(`/api/talos${path}`)).body,
    stop: () => backend.stop(),
  };
}

/** A store with one repository, or none. */
function repositories(files: ReadonlyMap<string, string> | undefined) {
  return {
    repositories: () => (files ? [{ name: 'home', cluster: 'lab' }] : []),
    subscribe: () => () => {},
    snapshot: () => ({
      revision: '1',
      state: {
        source: 'git/home',
        title: 'home',
        status: 'live',
        since: '2026-11-01T12:00:00Z',
        message: 'It is read.',
      },
      files,
      index: files && resolveTree(files, { root: '' }),
    }),
    fileUrl: (_: string, file: string, line: number) =>
      `https://git/${file}#L${line}`,
  };
}
