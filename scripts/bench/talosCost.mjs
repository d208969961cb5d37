import { percentile } from './percentile.mjs';
import { costOfMachines } from './talosMemory.mjs';
import { callsOfViewers, LabAdmin, machineToPixel } from './talosPortal.mjs';

const VIEWERS = 20;
const CHANGES = 30;

/** What following machines costs them, the portal and its viewers. */
export async function measureTalos(
  figures,
  { api, context, windowMs, admin, adminTokenFile, url, toolchain },
) {
  const lab = new LabAdmin({ url: admin, tokenFile: adminTokenFile });
  const perMinute = calls => (calls * 60_000) / windowMs;
  const count = { unit: 'count' };
  const viewers = { context, lab, url, windowMs };
  const calls = 'Talos RPCs per minute to 5 machines';
  const none = perMinute(await callsOfViewers({ ...viewers, viewers: 0 }));
  figures.record(`${calls}, nobody looks`, none, count);
  const many = perMinute(
    await callsOfViewers({ ...viewers, viewers: VIEWERS }),
  );
  figures.record(`${calls}, ${VIEWERS} viewers of the machines`, many, count);
  figures.record(
    '... caused by one more viewer',
    Math.max(0, Math.round((many - none) / VIEWERS)),
    { ...count, atMost: 0 },
  );
  const { bytesPerMachine, machines, answerP95Ms } = await costOfMachines(
    toolchain,
  );
  figures.record('memory of one more machine in the backend', bytesPerMachine, {
    unit: 'bytes',
  });
  figures.record(
    `answer for ${machines} machines, without HTTP, p95`,
    answerP95Ms,
    {
      unit: 'ms',
      below: 50,
    },
  );
  const samples = await machineToPixel({ context, api, url, changes: CHANGES });
  const what = 'machine changed to pixel changed';
  figures.record(`${what}, p50 of ${CHANGES}`, percentile(samples, 0.5), {
    unit: 'ms',
  });
  figures.record(`${what}, p95 of ${CHANGES}`, percentile(samples, 0.95), {
    unit: 'ms',
    below: 500,
  });
}
