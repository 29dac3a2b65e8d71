/** `$(( ))`: integers, the operators of C, variables that may be set (Shell Command Language, section 2.6.4). */

export class ArithmeticError extends Error {}

const TOKEN =
  /\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|\+\+|--|<<=?|>>=?|\*\*|&&|\|\||[-+*/%&|^<>=!]=|[-+*/%&|^<>=!~?:(),])/y;

/** By how strongly they bind. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match?.[1] === undefined) throw new ArithmeticError(`${text}: syntax error: operand expected`);
    tokens.push(match[1]);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

class Evaluation {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly string[],
    private readonly variables: Record<string, string>,
  ) {}

  whole(): number {
    if (this.tokens.length === 0) return 0;
    let value = this.assignment();
    while (this.takes(',')) value = this.assignment();
    if (this.at < this.tokens.length) throw this.wrong('syntax error in expression');
    return value;
  }

  private wrong(what: string): ArithmeticError {
    return new ArithmeticError(`${this.text}: ${what} (error token is "${this.tokens.slice(this.at).join(' ')}")`);
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private assignment(): number {
    const [name = '', operator = ''] = this.tokens.slice(this.at, this.at + 2);
    if (!/^[A-Za-z_]/.test(name) || !/^(?:[-+*/%&|^]|<<|>>)?=$/.test(operator)) return this.choice();
    this.at += 2;
    const right = this.assignment();
    return this.set(name, operator === '=' ? right : this.apply(operator.slice(0, -1), this.valueOf(name), right));
  }

  private choice(): number {
    const condition = this.binary(0);
    if (!this.takes('?')) return condition;
    const yes = this.assignment();
    if (!this.takes(':')) throw this.wrong("`:' expected for conditional expression");
    const no = this.assignment();
    return condition !== 0 ? yes : no;
  }

  private binary(level: number): number {
    const operators = LEVELS[level];
    if (operators === undefined) return this.power();
    let left = this.binary(level + 1);
    for (
      let token = this.tokens[this.at];
      token !== undefined && operators.includes(token);
      token = this.tokens[this.at]
    ) {
      this.at++;
      left = this.apply(token, left, this.binary(level + 1));
    }
    return left;
  }

  private power(): number {
    const base = this.unary();
    return this.takes('**') ? base ** this.power() : base;
  }

  private unary(): number {
    if (this.takes('!')) return this.unary() === 0 ? 1 : 0;
    if (this.takes('~')) return ~this.unary();
    if (this.takes('-')) return -this.unary();
    if (this.takes('+')) return this.unary();
    for (const [step, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.takes(step)) {
        const name = this.tokens[this.at++] ?? '';
        return this.set(name, this.valueOf(name) + by);
      }
    return this.primary();
  }

  private primary(): number {
    if (this.takes('(')) {
      const value = this.assignment();
      if (!this.takes(')')) throw this.wrong("missing `)'");
      return value;
    }
    const token = this.tokens[this.at];
    if (token === undefined || !/^\w/.test(token)) throw this.wrong('syntax error: operand expected');
    this.at++;
    if (/^\d/.test(token)) return numberOf(token);
    const value = this.valueOf(token);
    if (this.takes('++')) this.set(token, value + 1);
    else if (this.takes('--')) this.set(token, value - 1);
    return value;
  }

  private valueOf(name: string): number {
    const text = (this.variables[name] ?? '').trim();
    return /^-?\w+$/.test(text) ? numberOf(text) : 0;
  }

  private set(name: string, value: number): number {
    this.variables[name] = String(value);
    return value;
  }

  private apply(operator: string, a: number, b: number): number {
    if ((operator === '/' || operator === '%') && b === 0) {
      this.at--;
      throw this.wrong('division by 0');
    }
    const truth = (holds: boolean) => (holds ? 1 : 0);
    const operations: Record<string, () => number> = {
      '+': () => a + b,
      '-': () => a - b,
      '*': () => a * b,
      '/': () => Math.trunc(a / b),
      '%': () => a % b,
      '<<': () => a * 2 ** b,
      '>>': () => Math.floor(a / 2 ** b),
      '&': () => a & b,
      '|': () => a | b,
      '^': () => a ^ b,
      '==': () => truth(a === b),
      '!=': () => truth(a !== b),
      '<': () => truth(a < b),
      '>': () => truth(a > b),
      '<=': () => truth(a <= b),
      '>=': () => truth(a >= b),
      '&&': () => truth(a !== 0 && b !== 0),
      '||': () => truth(a !== 0 || b !== 0),
    };
    return operations[operator]?.() ?? 0;
  }
}

/** Decimal, octal or hexadecimal. */
function numberOf(text: string): number {
  const value = /^-?0\d/.test(text) ? parseInt(text, 8) : Number(text);
  return Number.isNaN(value) ? 0 : Math.trunc(value);
}

/** The value of an expression; variables may be set by it. ArithmeticError says what is wrong. */
export function evaluate(text: string, variables: Record<string, string>): number {
  return new Evaluation(text.trim(), tokensOf(text), variables).whole();
}
