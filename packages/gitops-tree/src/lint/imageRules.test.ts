import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';
import { SOURCE, deployment, release } from '../__testUtils__/manifests';

const images: Record<string, LintCase> = {
  'the tag latest is told, where the image stands': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'image: { repository: registry.example/notes, tag: latest }',
      ),
    },
    found: [
      {
        rule: 'floating-image-tag',
        severity: 'warning',
        line: 7,
        message: expect.stringContaining('registry.example/notes'),
      },
    ],
  },
  'the tag latest with a digest is only unreadable': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        `image: { repository: registry.example/notes, tag: "latest@sha256:${'0'.repeat(
          64,
        )}" }`,
      ),
    },
    found: [{ rule: 'floating-image-tag', severity: 'info' }],
  },
  'no tag means latest in a pod': {
    files: {
      'apps/d.yaml': deployment(
        '{ containers: [{ image: registry.example/notes }] }',
      ),
    },
    found: [{ rule: 'floating-image-tag', severity: 'warning', line: 6 }],
  },
  'no tag means the chart’s own in values': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release('image: { repository: registry.example/notes }'),
    },
  },
};

describe('the rules about images', () => {
  it.each(Object.entries(images))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
