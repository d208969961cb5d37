import type { ImageCheck } from '@homestage/backstage-plugin-gitops-common';
import type { TreeImageUse } from '@homestage/gitops-tree';
import { checkImages } from './checkImages';

const newImage = (image: string) => ({
  image,
  use: { file: 'app.yaml', line: 7, column: 3 } as TreeImageUse,
});

const answering = (answer: Partial<ImageCheck>) => ({
  check: jest.fn(
    async (image: string): Promise<ImageCheck> => ({
      image,
      registry: 'ghcr.io',
      state: 'unknown',
      message: 'A sentence.',
      ...answer,
    }),
  ),
});

describe('checkImages', () => {
  it.each<[string, Partial<ImageCheck>, [string, string][]]>([
    ['missing', { state: 'missing' }, [['image-missing', 'warning']]],
    ['unknown', { code: 'private' }, [['image-not-checked', 'info']]],
    ['there', { state: 'exists' }, []],
    ['not asked for, as the lab wants', { code: 'off' }, []],
  ])('says of an image that is %s', async (_, answer, said) => {
    const findings = await checkImages(
      [newImage('ghcr.io/a/b:1')],
      answering(answer),
    );
    expect(findings.map(each => [each.rule, each.severity])).toEqual(said);
  });

  it('asks for no name that only the cluster can complete', async () => {
    const registries = answering({});
    await checkImages([newImage('${REGISTRY}/a:1')], registries);
    expect(registries.check).not.toHaveBeenCalled();
  });

  it('says of the ninth image that it was not asked for', async () => {
    const registries = answering({ state: 'exists' });
    const images = Array.from({ length: 9 }, (_, at) =>
      newImage(`ghcr.io/a/b:${at}`),
    );
    const findings = await checkImages(images, registries);
    expect(registries.check).toHaveBeenCalledTimes(8);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'image-not-checked',
        file: 'app.yaml',
        line: 7,
        message: expect.stringContaining('ghcr.io/a/b:8'),
      }),
    ]);
  });
});
