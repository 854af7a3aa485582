import { Change } from '@openova/dns-engine';
import { ProviderError, ProviderErrorKind } from '../providerError';
import { Climber } from './climber';
import {
  ConformanceFault,
  ConformanceFaults,
  ConformanceHarness,
  ConformanceQuirks,
} from './harness';
import { address } from './writeRungs';

/** A rung in which the service misbehaves. */
export interface FaultRung<Harness> {
  name: string;
  climb(climber: Climber, harness: Harness): Promise<void>;
}

/** One rung for each fault that the test can bring about. */
export function faultRungs<Harness extends ConformanceHarness>(
  faults: ConformanceFaults<Harness>,
  quirks: ConformanceQuirks = {},
): FaultRung<Harness>[] {
  const told = (error: unknown, ...kinds: ProviderErrorKind[]) => {
    expect(error).toBeInstanceOf(ProviderError);
    const { kind, message } = error as ProviderError;
    expect(kinds).toContain(kind);
    expect(message).not.toBe('');
    for (const secret of quirks.secrets ?? []) {
      expect(message).not.toContain(secret);
    }
  };
  const rungs: FaultRung<Harness>[] = [];
  const add = (
    name: string,
    fault: ConformanceFault<Harness> | undefined,
    live: (
      climber: Climber,
      heal: () => Promise<void>,
      again: () => Promise<() => Promise<void>>,
    ) => Promise<void>,
  ) => {
    if (!fault) return;
    rungs.push({
      name,
      async climb(climber, harness) {
        await climber.reach([address(climber, 'before')]);
        await live(climber, await fault(harness), () => fault(harness));
      },
    });
  };

  add(
    'throttled: says for how long',
    faults.throttled,
    async (climber, heal) => {
      const error = await failureOf(climber.list());
      told(error, 'Throttled');
      expect(error).toMatchObject({ retryAfterSeconds: 7 });
      await heal();
      await climber.expectReached([address(climber, 'before')]);
    },
  );
  add(
    'throttled: nobody said for how long',
    faults.throttledWithoutDelay,
    async (climber, heal) => {
      const error = await failureOf(climber.list());
      told(error, 'Throttled');
      expect(error).toMatchObject({ retryAfterSeconds: undefined });
      await heal();
      await climber.expectReached([address(climber, 'before')]);
    },
  );
  add(
    'throttled while writing: nothing is written, reading again mends it',
    faults.throttled,
    async (climber, heal, again) => {
      await heal();
      const wanted = [address(climber, 'before'), address(climber, 'slowed')];
      const changes = await climber.missing(wanted);
      const healAgain = await again();
      await expectUnknown(climber, changes, told, 'Throttled');
      await healAgain();
      await climber.expectReached([address(climber, 'before')]);
      await climber.reach(wanted);
    },
  );
  const unclear = {
    'a server error before a write took effect': faults.failsBeforeWrite,
    'a server error after a write took effect': faults.failsAfterWrite,
    'an answer that is cut off after a write took effect': faults.cutsAnswer,
  };
  for (const [name, fault] of Object.entries(unclear)) {
    add(
      `${name}: the outcome is unknown, reading again mends it`,
      fault,
      async (climber, heal) => {
        const wanted = [
          address(climber, 'before'),
          address(climber, 'unclear'),
        ];
        await expectUnknown(climber, await climber.missing(wanted), told);
        await heal();
        await climber.reach(wanted);
      },
    );
  }
  add(
    'a credential that is valid no more',
    faults.expiredCredential,
    async (climber, heal) => {
      told(await failureOf(climber.list()), 'InvalidConfig');
      await heal();
      await climber.expectReached([address(climber, 'before')]);
    },
  );
  add(
    'a credential that may not write',
    faults.missingPermission,
    async (climber, heal) => {
      const wanted = [address(climber, 'before'), address(climber, 'denied')];
      const changes = await climber.missing(wanted);
      told(await failureOf(climber.write(changes)), 'InvalidConfig');
      await heal();
      await climber.reach(wanted);
    },
  );
  add('a zone that is gone', faults.vanishedZone, async (climber, heal) => {
    const { dnsName, ...rest } = address(climber, 'after');
    const change: Change = {
      role: 'record',
      action: 'create',
      new: { ...rest, dnsName, zone: climber.zoneName },
    };
    const kinds = ['InvalidConfig', 'Rejected', 'Unavailable'] as const;
    told(await failureOf(climber.write([change])), ...kinds);
    // It must not look like a zone that is empty.
    told(await failureOf(climber.list()), ...kinds);
    await heal();
  });
  return rungs;
}

async function expectUnknown(
  climber: Climber,
  changes: readonly Change[],
  told: (error: unknown, ...kinds: ProviderErrorKind[]) => void,
  kind: ProviderErrorKind = 'Unavailable',
): Promise<void> {
  try {
    const results = await climber.write(changes);
    expect(results.map(({ outcome }) => outcome)).toEqual(
      changes.map(() => 'unknown'),
    );
  } catch (error) {
    told(error, kind);
  }
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
