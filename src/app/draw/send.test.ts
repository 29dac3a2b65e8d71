import { expect, test } from 'vitest';
import { Session } from '../../inspect/session';
import { programLine, sentFrom, targetsOf } from './send';

test('names where they resolve, addresses otherwise, each with the ports that may answer', () => {
  const session = new Session();
  session.open('');
  for (const line of [
    'docker network create red',
    'docker run -d --name db --network red mongo',
    'docker run -d --name web --network red -p 8080:80 -p 8443:443 nginx',
  ])
    session.type('host', line);
  const drawing = session.drawing();
  const from = (container: string | null) =>
    targetsOf(drawing, container === null ? 'laptop' : 'host', container).map(({ value, ports }) => [value, ...ports]);
  expect(from('web').slice(0, 2)).toEqual([
    ['db', '27017'],
    ['172.17.0.2', '80'],
  ]);
  expect(from(null)).toContainEqual(['10.0.0.10', '8080', '8443']);
  expect(from(null).at(-1)).toEqual(['example.com', '80']);
});

test('what is sent is a command of the machine, or of a container of it', () => {
  expect(sentFrom('laptop', null, programLine('curl', '10.0.0.10', '8080'))).toEqual({
    at: 'laptop',
    line: 'curl -s http://10.0.0.10:8080/',
  });
  expect(sentFrom('host', 'web', programLine('nc', 'db', '27017'))).toEqual({
    at: 'host',
    line: 'docker exec web nc -zv db 27017',
  });
});
