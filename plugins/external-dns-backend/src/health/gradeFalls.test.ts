import { mockServices } from '@backstage/backend-test-utils';
import { GradeFalls } from './gradeFalls';
import { GradeChange } from './healthDays';

const since = '2026-11-21T10:00:00.000Z';
const change = (
  before: GradeChange['before'],
  grade: GradeChange['grade'],
): GradeChange => ({
  entityRef: 'component:default/shop',
  ...(before && { before }),
  grade,
  since,
  sentence: 'No Gateway has accepted HTTPRoute shop/web.',
});

describe('notifications of a fallen grade', () => {
  it('go to the owner of the entity, once per fall', async () => {
    const send = jest.fn(async () => {});
    const falls = new GradeFalls({ send }, mockServices.logger.mock());
    await falls.tell([
      change('healthy', 'broken'),
      change('broken', 'degraded'),
      change('degraded', 'healthy'),
      change('healthy', 'unknown'),
      change(undefined, 'broken'),
    ]);
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: { type: 'entity', entityRef: 'component:default/shop' },
          payload: {
            title: 'The DNS of shop is broken',
            description:
              'It was healthy before. No Gateway has accepted HTTPRoute shop/web.',
            link: '/catalog/default/component/shop/dns',
            severity: 'high',
            topic: 'dns-health',
            scope: 'dns-health:component:default/shop',
          },
        },
      ],
    ]);
  });

  it('say once that there is nobody to tell', async () => {
    const logger = mockServices.logger.mock();
    const send = jest.fn(async () => {
      throw new Error('Request failed with 404');
    });
    const falls = new GradeFalls({ send }, logger);
    const fallen = [change('healthy', 'broken'), change('healthy', 'degraded')];
    await falls.tell(fallen);
    await falls.tell(fallen);
    expect(send).toHaveBeenCalledTimes(2);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });
});
