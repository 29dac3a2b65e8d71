/** The help of groups whose commands are not simulated: client 28.2.2. */
import type { HelpTable } from './command-help';

export const GROUP_HELP: HelpTable = {
  builder: {
    notice:
      'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            Install the buildx component to build images with BuildKit:\n            https://docs.docker.com/go/buildx/',
    usage: 'COMMAND',
    about: 'Manage builds',
    sections: { Commands: { build: 'Build an image from a Dockerfile', prune: 'Remove build cache' } },
  },
  context: {
    usage: 'COMMAND',
    about: 'Manage contexts',
    sections: {
      Commands: {
        create: 'Create a context',
        export: 'Export a context to a tar archive FILE or a tar stream on STDOUT.',
        import: 'Import a context from a tar or zip file',
        inspect: 'Display detailed information on one or more contexts',
        ls: 'List contexts',
        rm: 'Remove one or more contexts',
        show: 'Print the name of the current context',
        update: 'Update a context',
        use: 'Set the current docker context',
      },
    },
  },
  trust: {
    usage: 'COMMAND',
    about: 'Manage trust on Docker images',
    sections: {
      'Management Commands': {
        key: 'Manage keys for signing Docker images',
        signer: 'Manage entities who can sign Docker images',
      },
      Commands: {
        inspect: 'Return low-level information about keys and signatures',
        revoke: 'Remove trust for an image',
        sign: 'Sign an image',
      },
    },
  },
  manifest: {
    usage: 'COMMAND',
    about:
      'The **docker manifest** command has subcommands for managing image manifests and\nmanifest lists. A manifest list allows you to use one name to refer to the same image\nbuilt for multiple architectures.\n\nTo see help for a subcommand, use:\n\n    docker manifest CMD --help\n\nFor full details on using docker manifest lists, see the registry v2 specification.\n\nEXPERIMENTAL:\n  docker manifest is an experimental feature.\n  Experimental features provide early access to product functionality. These\n  features may change between releases without warning, or can be removed from a\n  future release. Learn more about experimental features in our documentation:\n  https://docs.docker.com/go/experimental/',
    sections: {
      Commands: {
        annotate: 'Add additional information to a local image manifest',
        create: 'Create a local manifest list for annotating and pushing to a registry',
        inspect: 'Display an image manifest, or manifest list',
        push: 'Push a manifest list to a repository',
        rm: 'Delete one or more manifest lists from local storage',
      },
    },
  },
  config: {
    usage: 'COMMAND',
    about: 'Manage Swarm configs',
    sections: {
      Commands: {
        create: 'Create a config from a file or STDIN',
        inspect: 'Display detailed information on one or more configs',
        ls: 'List configs',
        rm: 'Remove one or more configs',
      },
    },
  },
  secret: {
    usage: 'COMMAND',
    about: 'Manage Swarm secrets',
    sections: {
      Commands: {
        create: 'Create a secret from a file or STDIN as content',
        inspect: 'Display detailed information on one or more secrets',
        ls: 'List secrets',
        rm: 'Remove one or more secrets',
      },
    },
  },
  stack: {
    usage: 'COMMAND',
    about: 'Manage Swarm stacks',
    sections: {
      Commands: {
        config: 'Outputs the final config file, after doing merges and interpolations',
        deploy: 'Deploy a new stack or update an existing stack',
        ls: 'List stacks',
        ps: 'List the tasks in the stack',
        rm: 'Remove one or more stacks',
        services: 'List the services in the stack',
      },
    },
  },
};
