import { expect, test } from 'vitest';
import { awk } from './awk';

const ROUTES = 'default via 10.0.0.1 dev eth0 \n10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.10 \n';
const run = (args: readonly string[], stdin = ROUTES) =>
  awk(args, { stdin, read: (path) => (path === 'f' ? 'a:1\nb:2\n' : null) });

test.each<[readonly string[], string]>([
  [['{print $3}'], '10.0.0.1\neth0\n'],
  [['/^default/ { print $3, $5 }'], '10.0.0.1 eth0\n'],
  [['$1 == "default" {print $NF "!"}'], 'eth0!\n'],
  [['NR==2{print $1}'], '10.0.0.0/24\n'],
  [['END{print NR}'], '2\n'],
  [['NF > 5 {print NF; exit}'], '9\n'],
  [['{ for (i = 1; i < NF; i++) if ($i == "dev") print $(i+1) }'], 'eth0\neth0\n'],
  [['{n[$5]++} END {for (k in n) print k, n[k]}'], 'eth0 1\nkernel 1\n'],
  [['-F.', '{print $2}'], '0\n0\n'],
  [['-F', ':', '-v', 'x=3', '{s += $2 * x} END {printf "%d %5.2f|%-4s|\\n", s, s / 7, "ab"}', 'f'], '9  1.29|ab  |\n'],
  [
    ['BEGIN {print 1/3, 2^10, 7 % 4, length("abcd"), substr("hello", 2, 3), toupper("x") }'],
    '0.333333 1024 3 4 ell X\n',
  ],
  [['{gsub(/0/, "o"); print $1}'], 'default\n1o.o.o.o/24\n'],
  [['{split($1, p, "/"); print p[1], p[2] == "" ? "none" : p[2]}'], 'default none\n10.0.0.0 24\n'],
  [['$0 ~ "proto" && !/default/ {$1 = "X"; print}'], 'X dev eth0 proto kernel scope link src 10.0.0.10\n'],
  [['/default/,/scope/ {c++} END {print c}'], '2\n'],
  [['$3 > 5 {print "text"} 10 > 9 {print "number"}'], 'number\ntext\nnumber\n'],
])('%j', (args, text) => {
  expect(run(args)).toEqual({ text, status: 0, errors: '' });
});

test('what is wrong is said, and nothing runs for ever', () => {
  expect(run(['{print $1'])).toMatchObject({
    status: 2,
    errors: 'awk: line 1: syntax error at or near unexpected end of file\n',
  });
  expect(run(['1', 'nosuch'])).toMatchObject({
    status: 2,
    errors: 'awk: cannot open "nosuch" (No such file or directory)\n',
  });
  expect(run(['BEGIN {while (1) x++}'])).toMatchObject({ status: 2 });
  expect(run([])).toMatchObject({ status: 2 });
  expect(run(['{exit 3}'])).toMatchObject({ status: 3 });
});
