import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarioOf } from '../lab/scenario';
import { compareEngines, lineDifference } from './difference';

test('lines in each other’s place share a row; ids and times are no difference', () => {
  expect(lineDifference(['a', 'old', 'z'], ['a', 'new', 'more', 'z'])).toEqual([
    { left: 'a', right: 'a', differs: false },
    { left: 'old', right: 'new', differs: true },
    { left: null, right: 'more', differs: true },
    { left: 'z', right: 'z', differs: false },
  ]);
  expect(lineDifference(['0123456789ab up time=1.2 ms'], ['ba9876543210 up time=0.3 ms'])[0]?.differs).toBe(false);
});

test('each side reads as it was', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const rows = lineDifference(left, right);
      expect(rows.flatMap((row) => row.left ?? [])).toEqual(left);
      expect(rows.flatMap((row) => row.right ?? [])).toEqual(right);
      for (const row of rows) if (!row.differs) expect(row.left).toBe(row.right);
    }),
  );
});

test('a published port on both engines: the chains of 28 are only there, frames are counted', () => {
  const view = compareEngines(
    scenarioOf(['docker run -d --name web -p 8080:80 nginx', '@laptop curl -s http://10.0.0.10:8080/']),
  );
  expect(view.left).toMatchObject({ engine: '20.10', cut: false });
  expect(view.right).toMatchObject({ engine: '28', cut: false });
  expect(view.left.frames).toBeGreaterThan(10);
  expect(
    view.rules.some(
      ({ left, right }) => right?.includes('DOCKER-FORWARD') === true && left?.includes('DOCKER-FORWARD') !== true,
    ),
  ).toBe(true);
  expect(view.transcript.filter(({ differs }) => differs)).toEqual([]);
});
