import { expect, test } from 'vitest';
import { get } from '../../sim/table';
import { createRun } from '../run';
import { scenarioOf } from '../scenario';

/** What every line prints, and its status. */
function outcomes(lines: readonly string[]): [string, number | null][] {
  const run = createRun(scenarioOf(lines));
  while (run.advance(10_000));
  return run.world.script.entries.map(({ console, status }) => [
    get(run.world.consoles, console ?? -1)?.text ?? '',
    status,
  ]);
}

const ran = (line: string): [string, number | null] | undefined => outcomes([line])[0];

test.each<[string, string, number]>([
  ['i=0; while [ $i -lt 3 ]; do echo n$i; i=$((i+1)); done', 'n0\nn1\nn2\n', 0],
  ['i=3; until [ $i -eq 0 ]; do i=$((i - 1)); [ $i -eq 1 ] && break; done; echo $i', '1\n', 0],
  ['for i in 1 2 3; do if [ $i -eq 2 ]; then continue; fi; echo $i; done', '1\n3\n', 0],
  ['if false; then echo no; elif [ 2 -gt 1 ]; then echo yes; else echo else; fi', 'yes\n', 0],
  ['if false; then echo no; fi; echo $?', '0\n', 0],
  ['case notes.txt in *.md) echo md;; *.txt|*.doc) echo text;; *) echo other;; esac', 'text\n', 0],
  ['printf \'a b\\nc d e\\n\' | while read x y; do echo "$y-$x"; done', 'b-a\nd e-c\n', 0],
  ['x=hello.tar.gz; echo ${x%.gz} ${x%%.*} ${x##*.} ${#x} ${y:-none} ${x:+set}', 'hello.tar hello gz 12 none set\n', 0],
  ['echo $((2 + 3 * 4)) $(( (1 << 4) % 5 )) $((7 / 2))', '14 1 3\n', 0],
  ['bash -c \'echo $0 $# "$@"\' name a "b c"', 'name 2 a b c\n', 0],
  ['sh -c "exit 3" | true', '', 0],
  ['true | sh -c "exit 3"', '', 3],
  ['! true; echo $?', '1\n', 0],
  ['{ echo x; echo y; } | tail -1; (cd /tmp; pwd); pwd', 'y\n/tmp\n/root\n', 0],
  ['(sleep 0.2; echo later) & echo now; wait; echo all', 'now\nlater\nall\n', 0],
  ['while :; do :; done & sleep 1; kill $!; wait $!; echo $?', '143\n', 0],
  ['sleep 5 & kill $!; wait $!; echo $?', '143\n', 0],
  ['echo $(echo $(echo nested))', 'nested\n', 0],
  ['greet() { echo "hi $1 $#"; return 3; }; greet you "and me"; echo $?', 'hi you 2\n3\n', 0],
  ['function f { local x=in; echo $x $1; }; x=out; set -- kept; f arg; echo $x $1', 'in arg\nout kept\n', 0],
  ['up() { echo $1; }; up a | tr a b; echo $(up c); up d > /tmp/f; cat /tmp/f', 'b\nc\nd\n', 0],
  ['f() { for i in 1 2; do [ $i -eq 2 ] && return; echo $i; done; }; f; f', '1\n1\n', 0],
  ['if false; then echo no; else echo $?; fi', '1\n', 0],
  ['x=$(false); echo $?; false; y=1; echo $?', '1\n0\n', 0],
  ['[[ notes.txt == *.txt && ! -z x ]] && echo yes; [[ 3 -gt 4 || ( a < b ) ]] && echo or', 'yes\nor\n', 0],
  [
    'x=10.9.0.1; [[ $x =~ ^([0-9]+\\.){3}[0-9]+$ ]] && echo address; [[ -n $nothing ]] || echo unset',
    'address\nunset\n',
    0,
  ],
  ['for ((i = 0; i < 3; i++)); do echo -n $i; done; echo; (( i > 2 )) && echo $((2 ** 3 ** 2))', '012\n512\n', 0],
  [
    'for i in {1..3} {a,b}x; do echo -n "$i "; done; echo {c..a} "{1..2}" 10.0.0.{1,20}',
    '1 2 3 ax bx c b a {1..2} 10.0.0.1 10.0.0.20\n',
    0,
  ],
  [
    'sh -c "echo {1..3}"; x=a.b.a; echo ${x/a/c} ${x//a/c} ${x:2} ${x:0:1} ${x^^}',
    '{1..3}\nc.b.a c.b.c b.a a A.B.A\n',
    0,
  ],
  [
    'type ip cd greet nosuch; command -v ping && command echo run',
    'ip is /usr/sbin/ip\ncd is a shell builtin\nbash: line 1: type: greet: not found\nbash: line 1: type: nosuch: not found\n/usr/bin/ping\nrun\n',
    0,
  ],
  ['cat /nosuch |& wc -l; echo x 1>/dev/null; which ss nosuch', '1\n/usr/bin/ss\n', 1],
  ['echo $((1 / 0)); echo on', 'bash: 1 / 0: division by 0 (error token is "0")\n', 1],
])('%s', (line, text, status) => {
  expect(ran(line)).toEqual([text, status]);
});

test('the stages of a pipeline run at the same time', () => {
  expect(
    outcomes([
      '(nc -l -p 9000 | while read line; do echo "$line" >> /tmp/heard; done) &',
      'sleep 1',
      '(echo one; sleep 2; echo two) | nc -N 127.0.0.1 9000 &',
      'sleep 1',
      'cat /tmp/heard',
      'sleep 2',
      'cat /tmp/heard',
    ]).map(([text]) => text),
  ).toEqual(['', '', '', '', 'one\n', '', 'one\ntwo\n']);
});

test('who writes where nobody reads any more is ended', () => {
  const [text, status] = ran('ping -c 60 127.0.0.1 | head -2 | wc -l; echo $?') ?? [];
  expect([text, status]).toEqual(['2\n0\n', 0]);
  const run = createRun(scenarioOf(['ping -c 60 127.0.0.1 | head -2']));
  while (run.advance(10_000));
  expect(run.world.clock.now).toBeLessThan(5_000_000);
});

test('what is typed goes to the program that reads the terminal, and to the shell in a container', () => {
  const run = createRun(scenarioOf(['docker run -d --name c1 alpine']));
  const type = (...inputs: (string | null)[]) => {
    for (const text of inputs) {
      run.input({ type: 'typed', text });
      while (run.advance(10_000));
    }
  };
  while (run.advance(10_000));
  run.input({ type: 'line', line: 'cat; read word; echo "[$word]"', at: 'host', terminal: true });
  while (run.advance(10_000));
  type('one\n', 'two\n', null);
  run.input({ type: 'line', line: 'docker exec -it c1 sh', at: 'host', terminal: true });
  while (run.advance(10_000));
  type('for i in 1 2; do\n', 'echo $i; done\n', 'cat /etc/hostname | wc -l\n', 'exit 4\n');
  const shown = run.world.script.entries.map(({ console, status }) => [
    get(run.world.consoles, console ?? -1)?.text ?? '',
    status,
  ]);
  expect(shown.slice(1)).toEqual([
    ['one\none\ntwo\ntwo\n[]\n', 0],
    ['/ # for i in 1 2; do\necho $i; done\n1\n2\n/ # cat /etc/hostname | wc -l\n1\n/ # exit 4\n', 4],
  ]);
});
