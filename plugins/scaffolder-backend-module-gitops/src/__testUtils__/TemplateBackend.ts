import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { Forge as SandboxForge } from '@homestage/sandbox';
import { startTestForge } from '@homestage/sandbox/testUtils';
import {
  changePlanSchema,
  CHANGE_PLAN_FILE,
  type ChangePlan,
} from '@homestage/backstage-plugin-gitops-common';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleGitops from '..';
import { readTreeFolder } from './readTreeFolder';

const TEMPLATES = join(__dirname, '../../../../templates');
const PRESETS = join(__dirname, '../../../../infra/presets');

/** A scaffolder with our actions, on the sandbox's forge. */
export interface TemplateBackend {
  readonly sandbox: SandboxForge;
  readonly backend: TestBackend;
  /** What a template (add-app when none is named) would do with the values; the refusal's text when it would not. */
  plan(values: object, template?: string): Promise<ChangePlan | string>;
  /** Runs a template, and answers its output or its failure. */
  run(
    values: object,
    template?: string,
  ): Promise<{ status: string; output?: any; log: string }>;
  stop(): Promise<void>;
}

/**
 * @param tree - what the repository holds at first
 * @param options.path - root of the Kubernetes tree
 */
export async function startTemplateBackend(
  tree: ReadonlyMap<string, string>,
  options: { path: string },
): Promise<TemplateBackend> {
  const lab = await startTestForge(tree, { ...options, presets: PRESETS });
  const templates = new Map(
    readdirSync(TEMPLATES, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => [name, readTemplate(name)]),
  );
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleGitops,
      catalogServiceMock.factory({
        entities: [...templates.values()].map(({ entity }) => entity),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            baseUrl: 'http://localhost:7007',
            workingDirectory: lab.directory,
          },
          ...lab.config,
        },
      }),
    ],
  });
  const { server } = backend;

  return {
    sandbox: lab.forge,
    backend,
    async plan(values, template = 'add-app') {
      const { entity, directoryContents } = templates.get(template)!;
      const { status, body } = await request(server)
        .post('/api/scaffolder/v2/dry-run')
        .send({ template: entity, values, directoryContents });
      if (status !== 200) {
        return body.error?.message ?? JSON.stringify(body);
      }
      const file = body.directoryContents.find(
        (each: { path: string }) => each.path === CHANGE_PLAN_FILE,
      );
      return changePlanSchema.parse(
        JSON.parse(Buffer.from(file.base64Content, 'base64').toString()),
      );
    },
    async run(values, template = 'add-app') {
      const { body } = await request(server)
        .post('/api/scaffolder/v2/tasks')
        .send({ templateRef: `template:default/${template}`, values });
      const events = await request(server).get(
        `/api/scaffolder/v2/tasks/${body.id}/eventstream`,
      );
      const messages = events.text
        .split('\n')
        .filter(line => line.startsWith('data: '))
        .map(line => JSON.parse(line.slice('data: '.length)));
      const done = messages.find(({ type }) => type === 'completion');
      return {
        status: done?.body.message.split(': ').at(-1) ?? 'unknown',
        output: done?.body.output,
        log: messages.map(each => each.body?.message ?? '').join('\n'),
      };
    },
    async stop() {
      await backend.stop();
      await lab.stop();
    },
  };
}

function readTemplate(name: string) {
  const folder = join(TEMPLATES, name);
  const entity = parse(readFileSync(join(folder, 'template.yaml'), 'utf8'));
  entity.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${folder}/template.yaml`,
    'backstage.io/managed-by-origin-location': `file:${folder}/template.yaml`,
  };
  const directoryContents = [...readTreeFolder(folder)].map(([path, text]) => ({
    path,
    base64Content: Buffer.from(text).toString('base64'),
  }));
  return { entity, directoryContents };
}
