import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  actionRequestSchema,
  isContainerLog,
  KERNEL_LOG,
  machineRefSchema,
  TALOS_ACTION_IDS,
  TALOS_ACTIONS,
  talosLogReadPermission,
  talosMachineReadPermission,
  type ActionRequest,
  type TalosActionId,
} from '@homestage/backstage-plugin-talos-common';
import {
  parseInput,
  requirePermission,
  type Timers,
} from '@homestage/backstage-plugin-lab-node';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { ActionRunner } from '../live/ActionRunner';
import type { MachineStreams } from '../live/MachineStreams';
import { sendLines } from './sendLines';

/** What the routes to machines stand on. */
export interface LiveRoutesOptions {
  readonly streams: MachineStreams;
  readonly actions: ActionRunner;
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly timers: Timers;
}

/** A permission that was taken away must not go on for days in an open page. */
const MAX_STREAM_MS = 60 * 60_000;
const MAX_TAIL = 2_000;
const tail = z.coerce.number().int().min(1).max(MAX_TAIL).default(200);

const logRequestSchema = machineRefSchema.extend({
  source: z
    .string()
    .refine(
      source => /^[\w.-]+$/.test(source) || isContainerLog(source),
      `name a service, or ${KERNEL_LOG}, or a container as namespace/pod:container:id`,
    ),
  tail,
  follow: z.stringbool().default(false),
});
const eventsRequestSchema = machineRefSchema.extend({ tail });

/** A request for an action is a few words. */
const MAX_BODY = '8kb';

/**
 * What goes to a machine while somebody waits. Reading a log needs `talos.log.read`;
 * each action a permission of its own, and all of them are audited, also the refused.
 */
export function addLiveRoutes(
  router: Router,
  options: LiveRoutesOptions,
): void {
  const { streams, actions, httpAuth, permissions, timers } = options;

  const requireFor = async (
    req: Request,
    permission: Parameters<typeof requirePermission>[0],
  ) => {
    const credentials = await httpAuth.credentials(req);
    await requirePermission(permission, { permissions, credentials });
    return credentials;
  };

  router.get('/logs/:cluster/:node/:source', async (req, res) => {
    await requireFor(req, talosLogReadPermission);
    const request = parseInput(logRequestSchema, {
      ...req.query,
      ...req.params,
    });
    const signal = reading(res, timers);
    await sendLines(streams.logs(request, signal), { res, timers, signal });
  });

  router.get('/containers/:cluster/:node', async (req, res) => {
    await requireFor(req, talosLogReadPermission);
    const ref = parseInput(machineRefSchema, req.params);
    const containers = await streams.containers(ref, reading(res, timers));
    sendOnce(res, { containers });
  });

  router.get('/events/:cluster/:node', async (req, res) => {
    await requireFor(req, talosLogReadPermission);
    const request = parseInput(eventsRequestSchema, {
      ...req.query,
      ...req.params,
    });
    const signal = reading(res, timers);
    await sendLines(streams.events(request, signal), { res, timers, signal });
  });

  router.get('/actions/:cluster', async (req, res) => {
    const credentials = await requireFor(req, talosMachineReadPermission);
    const decisions = await permissions.authorize(
      TALOS_ACTION_IDS.map(id => ({
        permission: TALOS_ACTIONS[id].permission,
      })),
      { credentials },
    );
    const permitted = new Set<TalosActionId>(
      TALOS_ACTION_IDS.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
    const states = actions.states(req.params.cluster, permitted);
    sendOnce(res, { actions: states });
  });

  router.post(
    '/actions',
    express.json({ limit: MAX_BODY }),
    async (req, res) => {
      if (!actionRequestSchema.safeParse(req.body).success) {
        // Who may not even look is not told what a request has to be.
        await requireFor(req, talosMachineReadPermission);
      }
      const request = parseInput(actionRequestSchema, req.body);
      await audited(req, { request, auditor: options.auditor }, async () => {
        await requireFor(req, TALOS_ACTIONS[request.action].permission);
        return act(request, { res, ...options });
      });
    },
  );
}

/** An answer that is of this moment and of this asker. */
function sendOnce(res: Response, answer: object): void {
  const revision = createHash('sha1')
    .update(JSON.stringify(answer))
    .digest('base64url');
  res.set('Cache-Control', 'private, no-store');
  res.json({ revision, ...answer });
}

/** Tells the audit log who asked for what, and how it ended. */
async function audited(
  req: Request,
  options: { request: ActionRequest; auditor: AuditorService },
  run: () => Promise<Error | undefined>,
): Promise<void> {
  const { request, auditor } = options;
  const event = await auditor.createEvent({
    eventId: 'machine-action',
    severityLevel: 'medium',
    request: req,
    meta: { queryType: request.action, ...request },
  });
  try {
    const failure = await run();
    await (failure ? event.fail({ error: failure }) : event.success());
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** @returns why it failed, when that was told in the answer already */
async function act(
  request: ActionRequest,
  options: { res: Response; actions: ActionRunner; timers: Timers },
): Promise<Error | undefined> {
  const { res, actions, timers } = options;
  const signal = abortedByReader(res);
  if (request.action === 'etcdSnapshot') {
    await sendSnapshot(actions.snapshot(request, signal), {
      res,
      name: `etcd-${request.cluster}-${stampOf(timers.now())}.db`,
    });
    return undefined;
  }
  const steps = actions.run(request, signal);
  let failure: Error | undefined = new Error('It was not told how it ended');
  async function* noted() {
    for await (const step of steps) {
      if (step.state !== 'running') {
        failure = step.state === 'failed' ? new Error(step.message) : undefined;
      }
      yield step;
    }
  }
  await sendLines(noted(), { res, timers, signal });
  return failure;
}

/**
 * Streams a file on to the browser; it is never stored here. What breaks off breaks
 * the connection too, so that no browser takes it for a whole one.
 */
async function sendSnapshot(
  snapshot: { content: AsyncGenerator<Buffer> },
  options: { res: Response; name: string },
): Promise<void> {
  const { res, name } = options;
  // The first bytes decide the status: a refusal is an answer of its own.
  const first = await snapshot.content.next();
  res.status(200);
  res.set('Content-Type', 'application/octet-stream');
  res.set('Content-Disposition', `attachment; filename="${safeName(name)}"`);
  res.set('Access-Control-Expose-Headers', 'Content-Disposition');
  res.set('Cache-Control', 'no-store, no-transform');
  await pipeline(async function* whole() {
    if (!first.done) {
      yield first.value;
    }
    yield* snapshot.content;
  }, res);
}

function safeName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-');
}

function stampOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 16).replace(/[-:]/g, '');
}

/** Aborts when the reader has gone, and at the latest when who may read is asked again. */
function reading(res: Response, timers: Timers): AbortSignal {
  const controller = new AbortController();
  const undo = timers.after(MAX_STREAM_MS, () => controller.abort());
  res.once('close', () => {
    undo();
    controller.abort();
  });
  return controller.signal;
}

/** Aborts when the reader has gone. */
function abortedByReader(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => controller.abort());
  return controller.signal;
}
