import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { KUBERNETES_ANNOTATIONS } from '@openova/backstage-plugin-external-dns-common';
import { shop } from '../dev/data/entities';
import {
  externalDnsEntityFilter,
  isExternalDnsAvailable,
} from './isExternalDnsAvailable';

const annotated = (annotations: Record<string, string>) => ({
  ...shop,
  metadata: { ...shop.metadata, annotations },
});

describe('isExternalDnsAvailable', () => {
  it.each(Object.values(KUBERNETES_ANNOTATIONS))(
    'is true with %s, and so is the predicate',
    name => {
      const entity = annotated({ [name]: 'shop' });
      expect(isExternalDnsAvailable(entity)).toBe(true);
      expect(evaluateFilterPredicate(externalDnsEntityFilter, entity)).toBe(
        true,
      );
    },
  );

  it('is false without any, and so is the predicate', () => {
    const entity = annotated({ 'example.org/other': 'shop' });
    expect(isExternalDnsAvailable(entity)).toBe(false);
    expect(evaluateFilterPredicate(externalDnsEntityFilter, entity)).toBe(
      false,
    );
  });
});
