import { findKustomizationFile } from '../../build/findKustomizationFile';
import { listField } from '../../read/listField';
import type { ParsedFiles } from '../../read/ParsedFiles';
import { textField } from '../../read/textField';
import type { TreeApplication, TreeChartUse } from '../../types';
import { declarationOf } from './declarationOf';
import { placeOfText } from './placeOfText';

/** The charts that an Application installs: its own source, and those its kustomization has inflated. */
export function readApplicationCharts(
  parsed: ParsedFiles,
  application: TreeApplication,
): TreeChartUse[] {
  const own = application.sources.flatMap(({ chart, revision, repoUrl }) =>
    chart
      ? [
          {
            ...declarationOf(application),
            name: chart,
            ...(revision && { version: revision }),
            url: repoUrl,
            versionPlace: placeOfText(parsed.files, application, {
              text: revision ?? chart,
            }),
          },
        ]
      : [],
  );
  const inflated = application.paths.flatMap(path => {
    const file = findKustomizationFile(parsed, path);
    const value = file && parsed.parse(file)?.documents[0]?.value;
    return listField(value, 'helmCharts').flatMap(entry => {
      const name = textField(entry, 'name');
      const version = textField(entry, 'version');
      const url = textField(entry, 'repo');
      const top = { file: file ?? '', line: 1, column: 1 };
      return name
        ? [
            {
              ...declarationOf(application),
              name,
              ...(version && { version }),
              ...(url && { url }),
              versionPlace: placeOfText(parsed.files, top, {
                text: version ?? name,
              }),
            },
          ]
        : [];
    });
  });
  return [...own, ...inflated];
}
