import { expect, test } from 'vitest';
import { withParticles } from './particle';

test.each([
  ['docker0[이/가] 배웁니다', 'docker0이 배웁니다'],
  ['eth2[이/가] 배웁니다', 'eth2가 배웁니다'],
  ['eth1[으로/로] 보냅니다', 'eth1로 보냅니다'],
  ['eth0[으로/로] 보냅니다', 'eth0으로 보냅니다'],
  ['02:42:ac:11:00:03[을/를] 찾습니다', '02:42:ac:11:00:03을 찾습니다'],
  ['02:42:ac:11:00:0a[을/를] 찾습니다', '02:42:ac:11:00:0a를 찾습니다'],
  ['02:42:0a:00:00:ac[을/를] 찾습니다', '02:42:0a:00:00:ac를 찾습니다'],
  ['web[은/는] 답합니다', 'web은 답합니다'],
  ['alpine[이/가] 답합니다', 'alpine이 답합니다'],
  ['back[으로/로] 보냅니다', 'back으로 보냅니다'],
  ['table[으로/로] 보냅니다', 'table로 보냅니다'],
  ['bridge[은/는] 압니다', 'bridge는 압니다'],
  ['laptop[과/와] router[은/는]', 'laptop과 router는'],
  ['체인[을/를] 봅니다', '체인을 봅니다'],
  ['「DROP」[으로/로] 끝납니다', '「DROP」으로 끝납니다'],
  ['ACCEPT(1)[이/가]', 'ACCEPT(1)이'],
  ['아무것도 없습니다', '아무것도 없습니다'],
])('%s', (written, read) => {
  expect(withParticles(written)).toBe(read);
});
