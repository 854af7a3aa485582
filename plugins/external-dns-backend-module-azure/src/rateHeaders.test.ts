import { remainingIn } from './rateHeaders';

const prefix = 'x-ms-ratelimit-remaining';

it.each<[Record<string, string>, object | undefined]>([
  [{}, undefined],
  [{ [`${prefix}-subscription-writes`]: 'many' }, undefined],
  [
    { [`${prefix}-subscription-reads`]: '249' },
    { remaining: 249, resetSeconds: 1 },
  ],
  [
    {
      [`${prefix}-subscription-writes`]: '199',
      [`${prefix}-tenant-writes`]: '150',
    },
    { remaining: 150, resetSeconds: 1 },
  ],
  [
    {
      [`${prefix}-subscription-writes`]: '199',
      [`${prefix}-resource`]:
        'Microsoft.Network/PutZone3Min;46, Microsoft.Network/PutZoneHour;12',
    },
    { remaining: 12, resetSeconds: 3600 },
  ],
  [
    { [`${prefix}-resource`]: 'Microsoft.Network/PutZone5Min;3' },
    { remaining: 3, resetSeconds: 300 },
  ],
  [
    { [`${prefix}-resource`]: 'Microsoft.Network/PutZone;0' },
    { remaining: 0, resetSeconds: 1 },
  ],
])('%p', (headers, report) => {
  expect(remainingIn(new Headers(headers))).toEqual(report);
});
