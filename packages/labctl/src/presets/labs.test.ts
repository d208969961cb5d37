/**
 * @jest-environment node
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import {
  INFRA,
  judgeLab,
  readFiles,
  readInputs,
  renderedLabOf,
} from '../__testUtils__/labs';

const LABS = [
  'home-ops',
  'proxmox-argocd',
  'proxmox-flux',
  'reference',
  'single-node',
  'turing-rk1',
] as const;

/** Labs that somebody has described; the reference lab is our own. */
const DESCRIBED = LABS.filter(lab => lab !== 'reference');

const placeSchema = z.strictObject({
  component: z.string().optional(),
  app: z.string().optional(),
  machine: z.string().optional(),
  file: z.string().optional(),
  text: z.string().optional(),
  input: z.string().optional(),
  outside: z.literal(true).optional(),
});

const systemSchema = z
  .object({ name: z.string() })
  .catchall(z.unknown())
  .transform(({ name, ...labs }) => ({
    name,
    labs: z.partialRecord(z.enum(DESCRIBED), placeSchema).parse(labs),
  }));

const files = readFiles(join(INFRA, 'labs'));
const systems = z
  .object({ systems: z.array(systemSchema) })
  .parse(parse(files.get('systems.yaml') ?? '')).systems;

const rendered = new Map(LABS.map(lab => [lab, renderedLabOf(lab)]));
const renderedLab = (lab: (typeof LABS)[number]) => rendered.get(lab)!;

describe('the labs that are shipped', () => {
  it.each(LABS)('%s has nothing wrong in its inputs', lab => {
    expect(judgeLab(lab).problems).toEqual([]);
  });

  it.each(LABS)('%s begins its inputs with what it is', lab => {
    for (const { text } of Object.values(readInputs(lab))) {
      expect(text).toMatch(/^(---\n)?# \S/);
    }
  });

  it('show both forms of inputs', () => {
    const forms = LABS.map(lab => Object.keys(readInputs(lab)).join());
    expect(new Set(forms)).toEqual(new Set(['cluster,nodes', 'toml']));
  });

  it('reference is rendered in infra/ itself, as its inputs say', () => {
    // Mend with: yarn infra render
    const stale = [...renderedLab('reference').files].filter(
      ([path, text]) =>
        path !== 'mkdocs.yml' &&
        (!existsSync(join(INFRA, path)) ||
          readFileSync(join(INFRA, path), 'utf8') !== text),
    );
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it.each(LABS)('%s is rendered to YAML that can be read', lab => {
    const unreadable = [...renderedLab(lab).files]
      .filter(([path]) => path.endsWith('.yaml'))
      .flatMap(([path, text]) =>
        parseAllDocuments(text).flatMap(({ errors }) =>
          errors.map(({ message }) => `${path} ${message}`),
        ),
      );
    expect(unreadable).toEqual([]);
  });
});

describe('the list of systems', () => {
  it('names each system once', () => {
    const names = systems.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(70);
  });

  const places = systems.flatMap(({ name, labs }) =>
    DESCRIBED.flatMap(lab => {
      const place = labs[lab];
      return place ? [[lab, name, place] as const] : [];
    }),
  );

  it('has a place for systems of every lab', () => {
    expect(new Set(places.map(([lab]) => lab))).toEqual(new Set(DESCRIBED));
  });

  it.each(places)('%s has a place for %s', (lab, name, place) => {
    const { lab: resolved, components, files: tree } = renderedLab(lab);
    const { cluster } = resolved;
    const inputs = Object.values(readInputs(lab)).map(({ text }) => text);
    const wanted = Object.keys(place).filter(key => key !== 'text');
    const found = {
      component: components.includes(place.component ?? ''),
      app: cluster.apps.some(app => app.name === place.app),
      machine: cluster.virtual_machines.some(vm => vm.name === place.machine),
      file: tree.get(place.file ?? '')?.includes(place.text ?? '') ?? false,
      input: inputs.join('\n').includes(place.input ?? '-'),
      outside: (files.get(`${lab}/README.md`) ?? '').includes(
        `- **${name}**: `,
      ),
    };
    expect(wanted).toHaveLength(1);
    expect(found).toMatchObject({ [wanted[0]]: true });
  });
});

describe('the reference lab', () => {
  /** Apps of the tree that the embedded lab serves today, with their host names. */
  const APPS = [
    ['default/echo', 'echo.home.example'],
    ['default/homepage', 'homepage.home.example'],
    ['default/whoami', 'whoami.home.example'],
    ['home/home-assistant', 'home-assistant.home.example'],
    ['home/mosquitto', null],
    ['home/zigbee2mqtt', 'zigbee2mqtt.home.example'],
    ['media/jellyfin', 'jellyfin.home.example'],
    ['media/radarr', 'radarr.home.example'],
    ['media/recyclarr', null],
    ['media/sonarr', 'sonarr.home.example'],
    ['network/cloudflared', null],
    ['network/envoy-gateway', null],
    ['observability/gatus', 'status.home.example'],
    ['observability/grafana', 'grafana.home.example'],
    ['vms/debian-dev', null],
    ['vms/windows-lab', null],
  ] as const;

  it.each(APPS)('holds %s', app => {
    expect([...renderedLab('reference').files.keys()]).toContain(
      `kubernetes/apps/${app}/ks.yaml`,
    );
  });

  it.each(APPS.filter(([, host]) => host))('leads to %s by %s', (app, host) => {
    const { values } = parse(
      renderedLab('reference').files.get(
        `kubernetes/apps/${app}/app/helmrelease.yaml`,
      ) ?? '',
    ).spec;
    const { hostnames } = values.route.app ?? values.route.main;
    expect(
      hostnames.map((name: string) =>
        name.replace('{{ .Release.Name }}', app.split('/')[1]),
      ),
    ).toEqual([host]);
  });

  it('keeps no secret in Git, not even an encrypted one', () => {
    expect([...renderedLab('reference').secretShapes.keys()]).toEqual([]);
  });

  it('saves volumes with both engines, and no claim twice', () => {
    const { files: tree } = renderedLab('reference');
    const engines = (app: string) =>
      parse(tree.get(`kubernetes/apps/${app}/ks.yaml`) ?? '').spec.components;
    expect(engines('media/sonarr')).toEqual(['../../../../components/kopiur']);
    expect(engines('home/home-assistant')).toEqual([
      '../../../../components/volsync',
    ]);
    expect([...tree.keys()]).not.toContain(
      'kubernetes/apps/media/sonarr/app/pvc.yaml',
    );
  });
});

describe('an app of a lab', () => {
  const release = (lab: (typeof LABS)[number], app: string) =>
    parse(
      renderedLab(lab).files.get(
        `kubernetes/apps/${app}/app/helmrelease.yaml`,
      ) ?? '',
    ).spec.values;

  it('runs by the clock where it is a CronJob', () => {
    const { controllers, service } = release('home-ops', 'media/beets');
    expect(controllers.beets).toMatchObject({
      type: 'cronjob',
      cronjob: { schedule: '0 2 * * *', timeZone: 'Etc/UTC' },
    });
    expect(controllers.beets.containers.app.probes).toBeUndefined();
    expect(service).toBeUndefined();
  });

  it('has an address of its own where it asks for one', () => {
    expect(release('reference', 'home/mosquitto').service.app).toMatchObject({
      type: 'LoadBalancer',
      annotations: { 'lbipam.cilium.io/ips': '192.168.42.124' },
      ports: { mqtt: { port: 1883 } },
    });
    const { service, route } = release('home-ops', 'media/plex');
    expect(service.lan.annotations).toEqual({
      'lbipam.cilium.io/ips': '10.0.50.104',
    });
    expect(route.app.rules).toEqual([
      { backendRefs: [{ identifier: 'app', port: 32400 }] },
    ]);
  });

  it('sees the home network where it must', () => {
    const { defaultPodOptions } = release('home-ops', 'home/homebridge');
    expect(defaultPodOptions).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
    });
    const namespace = parse(
      renderedLab('home-ops').files.get(
        'kubernetes/apps/home/namespace.yaml',
      ) ?? '',
    );
    expect(namespace.metadata.labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
  });

  it('takes its database from the operator that was chosen for it', () => {
    const { files: tree } = renderedLab('home-ops');
    const kinds = (app: string) =>
      parseAllDocuments(
        tree.get(`kubernetes/apps/${app}/app/database.yaml`) ?? '',
      ).map(document => document.get('kind'));
    expect(kinds('cloud/immich')).toEqual([
      'Cluster',
      'ObjectStore',
      'ScheduledBackup',
    ]);
    expect(kinds('cloud/memos')).toEqual(['Postgres', 'PostgresUser']);
  });

  it('reads its own files', () => {
    const { files: tree } = renderedLab('reference');
    const folder = 'kubernetes/apps/media/recyclarr/app';
    expect(tree.get(`${folder}/resources/recyclarr.yml`)).toContain(
      'base_url: http://sonarr.media.svc.cluster.local:8989',
    );
    expect(
      parse(tree.get(`${folder}/kustomization.yaml`) ?? '').configMapGenerator,
    ).toEqual([
      {
        name: 'recyclarr-config',
        files: ['recyclarr.yml=./resources/recyclarr.yml'],
      },
    ]);
  });
});
