import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { healthGradesWorstFirst } from '@openova/dns-engine';
import { GradeChange } from './healthDays';

/**
 * Tells owners when the grade of an entity of theirs falls to degraded or broken: once
 * per fall, and one notification an entity, which the next fall brings up again. A
 * grade that is not known is no news: usually a cluster is about to be read.
 *
 * @internal
 */
export class GradeFalls {
  #saidWhy = '';

  constructor(
    private readonly notifications: NotificationService,
    private readonly logger: LoggerService,
  ) {}

  async tell(changes: readonly GradeChange[]): Promise<void> {
    for (const change of changes.filter(isFall)) {
      try {
        await this.notifications.send(noticeOf(change));
        this.#saidWhy = '';
      } catch (error) {
        // A portal without the notifications plugin has nobody to tell.
        const why = error instanceof Error ? error.message : `${error}`;
        if (why !== this.#saidWhy) {
          this.logger.info('owners are not told of the health of their DNS', {
            reason: why,
          });
        }
        this.#saidWhy = why;
        return;
      }
    }
  }
}

function isFall({ before, grade }: GradeChange): boolean {
  const rank = (each: typeof grade) => healthGradesWorstFirst.indexOf(each);
  return (
    before !== undefined && grade !== 'unknown' && rank(grade) < rank(before)
  );
}

function noticeOf({
  entityRef,
  before,
  grade,
  sentence,
}: GradeChange): Parameters<NotificationService['send']>[0] {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    recipients: { type: 'entity', entityRef },
    payload: {
      title: `The DNS of ${name} is ${grade}`,
      description: `It was ${before} before. ${sentence}`.trim(),
      link: `/catalog/${namespace}/${kind}/${name}/dns`,
      severity: grade === 'broken' ? 'high' : 'normal',
      topic: 'dns-health',
      scope: `dns-health:${entityRef}`,
    },
  };
}
