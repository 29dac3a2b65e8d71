# docker run in the foreground: exit codes, users, directories, variables, and values that are refused.
docker run alpine true
docker run --rm alpine sh -c 'kill -9 $$'
docker run --rm alpine sh -c 'kill -TERM $$'
docker run --rm alpine sh -c 'exit 255'
docker run --rm alpine ls /nosuch
docker run --rm alpine cat /etc/hostname | wc -c
docker run --rm --name n1 alpine ./x
docker run --rm --name n1 alpine /nosuch/x
docker run --rm --name n1 alpine ""
docker run --rm --entrypoint nosuch alpine
docker run --rm --entrypoint /bin/sh alpine -c 'echo $0 $1' a b
docker run --rm --entrypoint cat alpine /etc/hostname | wc -l
docker run --rm -e FOO=bar alpine env | grep FOO
docker run --rm -e FOO= alpine sh -c 'echo "[$FOO]"'
docker run --rm -e =x alpine true
docker run --rm -e FOO alpine sh -c 'echo "[$FOO]"'
docker run --rm --env-file /nosuch alpine true
docker run --rm --env FOO=1 --env FOO=2 alpine sh -c 'echo $FOO'
docker run --rm alpine sh -c 'echo $PATH; echo $HOME; pwd; whoami; id'
docker run --rm -w /new/dir alpine pwd
docker run --rm -w relative alpine pwd
docker run --rm -u 1000 alpine id
docker run --rm -u 1000:1000 alpine id -u
docker run --rm -u root alpine id -un
docker run --rm -u 99999999999 alpine id
docker run --rm --hostname box alpine hostname
docker run --rm --hostname 'bad name' alpine hostname
docker run --rm --hostname -x alpine hostname
docker run --rm --domainname d.example --hostname box alpine cat /etc/hosts
docker run --rm alpine echo out 2>/dev/null
docker run --rm alpine sh -c 'echo err >&2' 2>/dev/null
echo in | docker run --rm -i alpine cat
echo in | docker run --rm alpine cat
docker run -d --rm --name rrx alpine sleep 0.1
sleep 1
docker run -d -it --name iix alpine
docker inspect -f '{{.Config.Tty}} {{.Config.OpenStdin}} {{.Config.StdinOnce}} {{.Config.AttachStdin}} {{.Config.AttachStdout}}' iix
docker exec -i iix echo x
docker run --name ffx alpine false
docker inspect -f '{{.State.ExitCode}} {{.Config.AttachStdout}} {{.Config.Cmd}}' ffx
docker start ffx
docker start -a ffx
docker start -ai ffx
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' ffx
docker restart -t 0 ffx
docker wait ffx
docker run --restart=on-failure:1 --name ggx alpine false
docker inspect -f '{{.RestartCount}} {{.State.Restarting}} {{.State.ExitCode}}' ggx
docker run -d --restart=unless-stopped --name hhx alpine sleep 1000
docker inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' hhx
docker run --rm --restart no alpine true
docker run -d --restart always:3 alpine
docker run -d --restart on-failure:x alpine
docker run -d --restart on-failure:-1 alpine
docker run -d --restart no:3 alpine
docker run --rm --init alpine echo init
docker run --rm -v /tmp:/tmp alpine true
docker run --rm --memory 1m alpine true
docker run --rm --memory foo alpine true
docker run --rm --cpus foo alpine true
docker run --rm --pull never nosuch
docker run --rm --pull foo alpine true
docker run --rm --cidfile /tmp/hopscope-cid alpine true
wc -c < /tmp/hopscope-cid
docker run --rm --cidfile /tmp/hopscope-cid alpine true
rm /tmp/hopscope-cid
docker run --rm --label a=b --label c alpine true
docker run --rm --stop-signal FOO alpine true
docker run --rm --ipc foo alpine true
docker run --rm --pid foo alpine true
docker run --rm --uts foo alpine true
docker run --rm --log-driver foo alpine true
docker run --rm --runtime foo alpine true
docker run --rm --security-opt foo alpine true
docker run --rm --userns foo alpine true
