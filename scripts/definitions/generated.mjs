import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../processes.mjs';
import {
  TOOL_MODULES,
  downloadModule,
  goEnvironment,
  requiredVersion,
} from '../tools/goModule.mjs';
import { definitionsAt } from './sources.mjs';

/** Modules that hold only the Go types; controller-gen makes definitions of them. */
export const TYPES = [
  {
    group: 'cdi-crds',
    package:
      'kubevirt.io/containerized-data-importer-api/pkg/apis/core/v1beta1',
  },
  {
    group: 'ceph-csi-crds',
    package: 'github.com/ceph/ceph-csi-operator/api/v1',
  },
];

/** Definitions made of Go types by the controller-gen whose file is given. */
export async function definitionsOfTypes(types, { controllerGen, folder }) {
  const output = path.join(folder, types.group);
  mkdirSync(output, { recursive: true });
  await runToEnd(
    controllerGen,
    ['crd:maxDescLen=0', `paths=${types.package}`, `output:crd:dir=${output}`],
    {
      cwd: path.join(TOOL_MODULES, types.group),
      env: goEnvironment(),
      fault: `controller-gen could not make definitions of ${types.package}.`,
    },
  );
  return definitionsAt(output);
}

export const KUBEVIRT = 'kubevirt-crds';

/**
 * KubeVirt's definitions. They are Go code in a package that needs modules which
 * have nothing to do with them, so only the two files that hold them are compiled,
 * beside tools/kubevirt-crds/main.go.
 */
export async function kubevirtDefinitions({ folder }) {
  const tool = path.join(TOOL_MODULES, KUBEVIRT);
  const program = path.join(folder, KUBEVIRT);
  const version = requiredVersion(KUBEVIRT, 'kubevirt.io/api');
  const module = await downloadModule('kubevirt.io/kubevirt', version, {
    cwd: tool,
  });
  rmSync(program, { recursive: true, force: true });
  mkdirSync(path.join(program, 'components'), { recursive: true });
  mkdirSync(path.join(program, 'pointer'));
  for (const file of ['go.mod', 'go.sum', 'main.go']) {
    copyFileSync(path.join(tool, file), path.join(program, file));
  }
  const components = 'pkg/virt-operator/resource/generate/components';
  for (const file of ['crds.go', 'validations_generated.go']) {
    const text = readFileSync(
      path.join(module.folder, components, file),
      'utf8',
    );
    writeFileSync(
      path.join(program, 'components', file),
      text.replace(
        '"kubevirt.io/kubevirt/pkg/pointer"',
        `"github.com/homestage/homestage/tools/${KUBEVIRT}/pointer"`,
      ),
    );
  }
  writeFileSync(
    path.join(program, 'pointer/pointer.go'),
    readFileSync(path.join(module.folder, 'pkg/pointer/pointer.go')),
  );
  const file = path.join(folder, `${KUBEVIRT}.yaml`);
  await runToEnd('go', ['run', '.', file], {
    cwd: program,
    env: goEnvironment(),
    fault: `KubeVirt's definitions could not be written by tools/${KUBEVIRT}.`,
  });
  return definitionsAt(file);
}
