/** Templates: what JSON escapes, and calls and variables that Go refuses. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ["docker run -d --name qq -p 80:80 -l 'a=<b>' alpine sh -c 'sleep 100 && echo > /x'", '<id64>'],
  ['docker inspect qq | grep echo', '            "sleep 100 && echo > /x"\n                "sleep 100 && echo > /x"'],
  ["docker inspect -f '{{json .Config.Cmd}}' qq", '["sh","-c","sleep 100 && echo > /x"]'],
  ["docker inspect -f '{{json .}}' qq | grep -c 'u003e'", '0\n[exit 1]'],
  ['docker inspect -f json qq | grep -c u003e', '0\n[exit 1]'],
  ["docker inspect --format=json qq | grep -c '> /x'", '1'],
  ["docker ps --format '{{json .}}' | grep -c u003e"],
  ['docker ps --format json | grep -c u003e'],
  ["docker ps --format '{{json .Ports}} {{json .Labels}}'"],
  ["docker ps --no-trunc --format '{{json .Command}}'"],
  ["docker network create --label 'x=<&>' nn", '<id64>'],
  ['docker network inspect nn | grep x', '            "x": "<&>"'],
  ["docker network inspect -f '{{json .Labels}}' nn", '{"x":"<&>"}'],
  ["docker network ls --format '{{json .Labels}}' --filter name=nn", '"x=<&>"'],
  ["docker network ls --format '{{json .}}' --filter name=nn | grep -c u003c", '1'],
  ["docker inspect -f '{{$z}}' qq", 'template parsing error: template: :1: undefined variable "$z"\n[exit 64]'],
  [
    "docker inspect -f '{{.Name}} {{$}}x{{$y}}' qq",
    'template parsing error: template: :1: undefined variable "$y"\n[exit 64]',
  ],
  ['docker inspect -f \'{{join .Name ","}}\' qq'],
  [
    "docker inspect -f '{{upper}}' qq",
    '\ntemplate parsing error: template: :1:2: executing "" at <upper>: wrong number of args for upper: want 1 got 0\n[exit 1]',
  ],
  [
    "docker inspect -f '{{split .Name}}' qq",
    '\ntemplate parsing error: template: :1:2: executing "" at <split>: wrong number of args for split: want 2 got 1\n[exit 1]',
  ],
  ['docker inspect -f \'{{printf "%T %T" 1 "x"}}\' qq', 'int string'],
  [
    "docker inspect -f '{{slice .Name 1 99}}' qq",
    '\ntemplate parsing error: template: :1:2: executing "" at <slice .Name 1 99>: error calling slice: index out of range: 99\n[exit 1]',
  ],
];

errorTable('templates', ROWS);
