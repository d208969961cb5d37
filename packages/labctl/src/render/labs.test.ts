/**
 * @jest-environment node
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintTree, resolveTree } from '@homestage/gitops-tree';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { ResolvedCluster } from '../model/ResolvedLab';
import { inputsOf, LABS } from '../__testUtils__/labs';
import { danglingReferences } from './__testUtils__/danglingReferences';
import { hasSchema, schemaErrors } from './__testUtils__/definitionSchemas';
import { mappingsOf, treeObjects } from './__testUtils__/treeObjects';
import { renderLab } from './renderLab';

const GOLDEN = join(__dirname, '../__fixtures__/golden');

/** `HOMESTAGE_GOLDEN=write` writes the golden files anew; read the difference. */
const WRITES_GOLDEN = process.env.HOMESTAGE_GOLDEN === 'write';

/** Files of which the whole text is kept, so that a review sees what changes. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  'home-ops': ['talos/talconfig.yaml'],
  'proxmox-argocd': [
    'kubernetes/apps/kube-system/cilium/app/kustomization.yaml',
    'kubernetes/argocd/applicationset.yaml',
    'kubernetes/namespaces/namespaces.yaml',
  ],
  'proxmox-flux': ['talos/patches/node/talos-cp-1/20-network.yaml'],
  reference: [
    'bootstrap/helmfile/apps.yaml',
    'kubernetes/apps/media/kustomization.yaml',
    'kubernetes/apps/media/namespace.yaml',
    'kubernetes/apps/media/sonarr/app/helmrelease.yaml',
    'kubernetes/apps/media/sonarr/ks.yaml',
    'kubernetes/apps/system-upgrade/talos-backup/app/cronjob.yaml',
    'kubernetes/flux/cluster/ks.yaml',
  ],
  'single-node': ['justfile', 'kubernetes/mod.just'],
  'turing-rk1': ['talos/schematic.yaml'],
};

/** What no file brings, and why it is there all the same. */
const MADE_ELSEWHERE = new Set([
  // The chart makes a class of its own name unless it is told not to.
  'StorageClass /longhorn',
]);

/** Placeholders of shapes look encrypted, as `infra secrets` will have made them. */
function asEncrypted(shape: string): string {
  return parseAllDocuments(shape)
    .map(document => {
      const secret = document.toJS() as { stringData?: object };
      return stringify({
        ...secret,
        stringData: Object.fromEntries(
          Object.keys(secret.stringData ?? {}).map(name => [
            name,
            'ENC[AES256_GCM,data:eA==,iv:eA==,tag:eA==,type:str]',
          ]),
        ),
        sops: { version: '3.13.3' },
      });
    })
    .join('---\n');
}

const digest = (text: string) =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The golden text; a text that is to be written anew is its own. */
function golden(file: string, text: string): string | undefined {
  const path = join(GOLDEN, file);
  if (WRITES_GOLDEN) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) {
    throw new Error(`${path} is not rendered`);
  }
  return text;
}

/** A lab with other fields of its cluster. */
function variantOf(
  name: string,
  change: (cluster: ResolvedCluster) => Partial<ResolvedCluster>,
): ReadonlyMap<string, string> {
  const inputs = inputsOf(name);
  const { lab } = inputs;
  return renderLab({
    ...inputs,
    lab: { ...lab, cluster: { ...lab.cluster, ...change(lab.cluster) } },
  }).files;
}

describe.each(LABS)('the lab %s', name => {
  const inputs = inputsOf(name);
  const { files, secretShapes } = renderLab(inputs);
  const tree = new Map([
    ...files,
    ...[...secretShapes].map(
      ([path, text]) => [path, asEncrypted(text)] as const,
    ),
  ]);
  const objects = treeObjects(tree);

  it('is rendered to the same files again', () => {
    expect([...renderLab(inputs).files]).toEqual([...files]);
  });

  it('has the files that were looked at last', () => {
    const list = [...files, ...secretShapes]
      .map(([path, text]) => `${digest(text)}  ${path}\n`)
      .sort((one, other) => (one.slice(18) < other.slice(18) ? -1 : 1))
      .join('');
    expect(list).toBe(golden(`${name}/files.txt`, list));
  });

  it.each(TELLING[name] ?? [])('has %s as it was looked at last', path => {
    const text = textOf(files, path);
    expect(text).toBe(golden(`${name}/${path}`, text));
  });

  it('leaves nothing of a template, and no loose ends of lines', () => {
    const loose = [...files].filter(
      ([, text]) =>
        /#\{|\}#|#%|%#|\r|[ \t]\n/.test(text) || !text.endsWith('\n'),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('is YAML wherever it says so', () => {
    const broken = [...tree].flatMap(([path, text]) =>
      /\.ya?ml$/.test(path)
        ? parseAllDocuments(text).flatMap(({ errors }) =>
            errors.map(error => `${path}: ${error.message}`),
          )
        : [],
    );
    expect(broken).toEqual([]);
  });

  it('holds no secret in clear', () => {
    const text = [...files.values()].join('\n');
    expect(text).not.toMatch(/AGE-SECRET-KEY|PRIVATE KEY-----/);
    const secrets = objects.filter(
      ({ kind, manifest, file }) =>
        kind === 'Secret' && manifest.apiVersion === 'v1' && files.has(file),
    );
    expect(secrets.map(({ file }) => file)).toEqual([]);
  });

  it('has no reference that leads nowhere', () => {
    expect(danglingReferences(objects, MADE_ELSEWHERE)).toEqual([]);
  });

  it('has no error by the rules of the tree', () => {
    const errors = lintTree(resolveTree(tree, { root: '' })).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it('is accepted by the schemas of Flux and the Gateway API', () => {
    const errors = objects.flatMap(({ file, manifest }) =>
      schemaErrors(manifest).map(error => `${file}: ${error}`),
    );
    expect(errors).toEqual([]);
    expect(objects.some(({ manifest }) => hasSchema(manifest))).toBe(
      objects.some(({ kind }) => /^(HTTPRoute|HelmRelease)$/.test(kind)),
    );
  });

  it('names images and charts by one version each', () => {
    const wrong = objects.flatMap(({ file, manifest }) =>
      [...mappingsOf(manifest)].flatMap(({ mapping, path }) => {
        const tag = path[path.length - 1] === 'image' ? mapping.tag : undefined;
        return tag !== undefined &&
          !/^(?!latest$|main$|stable$)[A-Za-z0-9_][\w.-]*(@sha256:[0-9a-f]{64})?$/.test(
            String(tag),
          )
          ? [`${file}: ${JSON.stringify(mapping)}`]
          : [];
      }),
    );
    const charts = objects.flatMap(({ file, kind, manifest }) => {
      const { url, ref } = (manifest.spec ?? {}) as {
        url?: string;
        ref?: { tag?: string };
      };
      return kind === 'OCIRepository' &&
        !(
          /^oci:\/\/[a-z0-9.-]+(\/[a-z0-9._-]+)+$/.test(url ?? '') &&
          /^v?\d+\.\d+\.\d+(-[\w.]+)?$/.test(ref?.tag ?? '')
        )
        ? [`${file}: ${url} ${ref?.tag}`]
        : [];
    });
    expect([...wrong, ...charts]).toEqual([]);
  });
});

describe('one changed value', () => {
  it('changes only what depends on it', () => {
    const before = renderLab(inputsOf('reference')).files;
    const after = variantOf('reference', ({ network }) => ({
      network: { ...network, ntp_servers: ['192.168.42.1'] },
    }));
    const changed = [...after].filter(
      ([path, text]) => before.get(path) !== text,
    );
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(changed.map(([path]) => path)).toEqual([
      expect.stringMatching(/^talos\/.*22-time\.yaml$/),
    ]);
  });
});

describe('the layout of topf', () => {
  const topf = variantOf('turing-rk1', ({ talos }) => ({
    talos: { ...talos, layout: 'topf' },
  }));

  it.each([
    'talos/topf.yaml',
    'talos/node/talos-1/00-install.yaml',
    'talos/node/talos-1/20-network.yaml',
    'talos/control-plane/10-control-plane.yaml',
  ])('has %s as it was looked at last', path => {
    const text = textOf(topf, path);
    expect(text).toBe(golden(`topf/${path}`, text));
  });

  it('has no file of talhelper', () => {
    expect([...topf.keys()].join('\n')).not.toMatch(
      /talconfig|talenv|talos\/patches/,
    );
  });
});

describe('age recipients', () => {
  it('stand in .sops.yaml, for every file that is encrypted', () => {
    const recipients = [`age1${'q'.repeat(58)}`, `age1${'p'.repeat(58)}`];
    const files = variantOf('proxmox-flux', ({ secrets }) => ({
      secrets: { ...secrets, age_recipients: recipients },
    }));
    const rules = parse(textOf(files, '.sops.yaml')) as {
      creation_rules: { path_regex: string; age: string }[];
    };
    expect(rules.creation_rules.map(({ age }) => age)).toEqual([
      recipients.join(','),
      recipients.join(','),
    ]);
    const patterns = rules.creation_rules.map(
      ({ path_regex }) => new RegExp(path_regex),
    );
    const { secretShapes } = renderLab(inputsOf('proxmox-flux'));
    expect(secretShapes.size).toBeGreaterThan(0);
    for (const path of [...secretShapes.keys(), 'talos/talsecret.sops.yaml']) {
      expect([path, patterns.some(pattern => pattern.test(path))]).toEqual([
        path,
        true,
      ]);
    }
  });
});

describe('the search for references that lead nowhere', () => {
  const { files, secretShapes } = renderLab(inputsOf('reference'));
  const objects = treeObjects(new Map([...files, ...secretShapes]));

  it.each([
    ['Gateway', 'httproute|helmrelease', ''],
    ['Kustomization', 'ks.yaml', 'rook-ceph-cluster'],
    ['OCIRepository', 'helmrelease.yaml', ''],
    ['PersistentVolumeClaim', 'helmrelease.yaml', ''],
    ['ClusterIssuer', 'certificate', ''],
  ])('misses each %s that is taken away', (kind, files_, only) => {
    const dangling = danglingReferences(
      objects.filter(
        object => object.kind !== kind || (only && object.name !== only),
      ),
      MADE_ELSEWHERE,
    );
    expect(dangling.length).toBeGreaterThan(0);
    dangling.forEach(line => expect(line).toContain(`: ${kind} `));
    expect(dangling.join('\n')).toMatch(new RegExp(files_));
  });

  it('misses Secrets when neither stores nor certificates make them', () => {
    const dangling = danglingReferences(
      objects.filter(
        ({ kind }) =>
          !['Secret', 'ExternalSecret', 'Certificate'].includes(kind),
      ),
      MADE_ELSEWHERE,
    );
    expect(dangling.some(line => line.includes(': Secret '))).toBe(true);
  });
});
