# docker compose: ps, ls, logs, top, pause, kill, rm, create, run and wait, with and without their files.
mkdir -p /tmp/life
printf 'services:\n  aa:\n    image: alpine\n    command: sh -c "echo hello; echo there; sleep 1000"\n  bb:\n    image: alpine\n    depends_on: [aa]\n' > /tmp/life/compose.yaml
cd /tmp/life && docker compose create
cd /tmp/life && docker compose ps -a --format '{{.Name}} {{.State}}'
cd /tmp/life && docker compose start
cd /tmp/life && docker compose up -d --wait
cd /tmp/life && docker compose logs
cd /tmp/life && docker compose logs --no-log-prefix --tail 1 aa
cd /tmp/life && docker compose logs nosuch
cd /tmp/life && docker compose images -q | wc -l
cd /tmp/life && docker compose pause aa
docker compose ls
cd /tmp/life && docker compose exec -T aa true
cd /tmp/life && docker compose unpause aa
cd /tmp/life && docker compose unpause aa
cd /tmp/life && docker compose exec -T aa nosuch
cd /tmp/life && docker compose exec -T bb sh -c 'exit 4'
cd /tmp/life && docker compose kill bb
cd /tmp/life && docker compose ps -a --format '{{.Name}} {{.State}} {{.ExitCode}}'
cd /tmp/life && docker compose ps --services
cd /tmp/life && docker compose kill bb
cd /tmp/life && docker compose rm
cd /tmp/life && docker compose rm -f
cd /tmp/life && docker compose rm -f
cd /tmp/life && docker compose run --rm bb hostname -i
cd /tmp/life && docker compose run --rm bb sh -c 'exit 7'
cd /tmp/life && docker compose run --name one -d bb
cd /tmp/life && docker compose ps -a --format '{{.Name}} {{.State}}'
docker compose -p life stop -t 0
docker compose ls -a
docker compose -p life ps -a --format '{{.Name}} {{.Service}} {{.State}}'
docker compose -p life start
docker compose -p life down -t 0 --remove-orphans
docker compose -p nosuch down
docker compose -p nosuch ps
cd /tmp/life && docker compose start
cd /tmp/life && docker compose restart
cd /tmp/life && docker compose port aa 80
cd /tmp/life && docker compose up -d --scale aa=x
cd /tmp/life && docker compose up -d --scale cc=2
cd /tmp/life && docker compose up -d nosuch
cd /tmp/life && docker compose stop nosuch
cd /tmp/life && docker compose exec aa
cd /tmp/life && docker compose ps --foo
docker compose version --short | cut -c1-4
