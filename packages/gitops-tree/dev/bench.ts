import { loadavg } from 'node:os';
import { lintTree, resolveTree } from '../src';
import type { FileSet, TreeIndex } from '../src';

const APPS = 250;
const CHANGES = 30;

const ks = (name: string, path: string, more = '') => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
spec:
  interval: 1h
  path: ./${path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
    namespace: flux-system
${more}`;

const release = (name: string) => `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  chartRef:
    kind: OCIRepository
    name: ${name}
  interval: 1h
  values:
    controllers:
      ${name}:
        containers:
          app:
            image:
              repository: registry.example/${name}
              tag: 1.0.0
            env:
${Array.from(
  { length: 20 },
  (_, index) => `              VARIABLE_${index}: value-${index}`,
).join('\n')}
    route:
      app:
        hostnames: ["{{ .Release.Name }}.\${DOMAIN}"]
        parentRefs:
          - name: internal
            namespace: network
`;

const source = (name: string) => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: ${name}
spec:
  interval: 1h
  url: oci://registry.example/app-template
  ref:
    tag: 5.1.0
`;

/** A tree of the usual layout with four files per app: a little over 1,000 files. */
function manyApps(): Map<string, string> {
  const names = Array.from({ length: APPS }, (_, index) => `app-${index}`);
  const files = new Map([
    ['kubernetes/flux/ks.yaml', ks('cluster', 'kubernetes/apps')],
    [
      'kubernetes/apps/home/kustomization.yaml',
      `namespace: home\nresources:\n${names
        .map(name => `  - ./${name}/ks.yaml\n`)
        .join('')}`,
    ],
  ]);
  for (const name of names) {
    const directory = `kubernetes/apps/home/${name}`;
    files.set(
      `${directory}/ks.yaml`,
      ks(
        name,
        `${directory}/app`,
        `  targetNamespace: home\n  postBuild:\n    substitute:\n      DOMAIN: lab.example\n`,
      ),
    );
    files.set(
      `${directory}/app/kustomization.yaml`,
      'resources:\n  - ./helmrelease.yaml\n  - ./ocirepository.yaml\n',
    );
    files.set(`${directory}/app/helmrelease.yaml`, release(name));
    files.set(`${directory}/app/ocirepository.yaml`, source(name));
  }
  return files;
}

/** Reads, resolves and lints; `cpuMs` is of both, and does not wait for others. */
function measure(files: FileSet, previous?: TreeIndex) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const index = resolveTree(files, { root: 'kubernetes', previous });
  const resolved = performance.now();
  lintTree(index);
  const { user, system } = process.cpuUsage(cpu);
  return {
    index,
    resolveMs: Math.round(resolved - start),
    lintMs: Math.round(performance.now() - resolved),
    cpuMs: Math.round((user + system) / 1000),
  };
}

/** Reads the tree again and again, each time with one other release changed. */
function measureChanges(files: FileSet, first: TreeIndex) {
  const samples: Omit<ReturnType<typeof measure>, 'index'>[] = [];
  let previous = first;
  for (let change = 0; change < CHANGES; change += 1) {
    const name = `app-${change * 7}`;
    const changed = new Map(files);
    changed.set(
      `kubernetes/apps/home/${name}/app/helmrelease.yaml`,
      release(name).replace('1.0.0', `1.0.${change + 1}`),
    );
    const { index, ...sample } = measure(changed, previous);
    samples.push(sample);
    previous = index;
  }
  return {
    oneChangedFileResolveMs: median(samples.map(({ resolveMs }) => resolveMs)),
    oneChangedFileLintMs: median(samples.map(({ lintMs }) => lintMs)),
    oneChangedFileCpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Prints what reading, resolving and linting a tree of 1,000 files costs, and how
 * busy the machine was meanwhile.
 */
function bench() {
  const files = manyApps();
  const cold = measure(files);
  const memoryMb = Math.round(process.memoryUsage().rss / 1_000_000);
  const changes = measureChanges(files, cold.index);
  process.stdout.write(
    `${JSON.stringify({
      load: Number(loadavg()[0].toFixed(1)),
      files: files.size,
      apps: cold.index.apps.length,
      firstResolveMs: cold.resolveMs,
      firstLintMs: cold.lintMs,
      firstCpuMs: cold.cpuMs,
      ...changes,
      memoryMb,
    })}\n`,
  );
}

bench();
