// A schema as a list of its members.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import { number, t } from '../texts.js';
import { inline } from './prose.js';

const DEEPEST = 8;

/** The members of an object, or what else a schema is; over are the names of the schemas it stands in. */
export function schemaView(document, json, over = []) {
  const schema = flat(document, json);
  const inner = schema.items ? flat(document, schema.items) : schema;
  const properties = Object.entries(inner.properties || {});
  return html`<div class="schema">
    ${over.length === 0 && schema.description ? html`<p>${inline(schema.description)}</p>` : nothing}
    ${over.length === 0 && (properties.length === 0 || schema.items) ? html`<p class="quiet">${typeText(document, schema)}</p>` : nothing}
    ${properties.length ? html`<ul>${properties.map(([name, it]) => member(document, name, it, (inner.required || []).includes(name), [...over, inner.named || '']))}</ul>` : nothing}
    ${(inner.choices || []).map((it) => schemaView(document, it, [...over, '']))}
  </div>`;
}

function member(document, name, json, required, over) {
  const schema = flat(document, json);
  const inner = schema.items ? flat(document, schema.items) : schema;
  const deeper = (inner.properties || inner.choices) && over.length < DEEPEST && !(inner.named && over.includes(inner.named));
  return html`<li>
    <code>${name}</code> <span class="quiet">${typeText(document, schema)}</span> ${required ? badge(t('reference.required')) : nothing}
    ${schema.description ? html`<p>${inline(schema.description)}</p>` : nothing}
    ${deeper ? html`<details><summary>${t('reference.members', { name })}</summary>${schemaView(document, schema, over)}</details>` : nothing}
  </li>`;
}

/** A schema without references, nulls among choices and parts of a whole. */
function flat(document, json) {
  const schema = document.resolve(json);
  const choices = schema.anyOf || schema.oneOf;
  if (choices) {
    const real = choices.filter((it) => it.type !== 'null');
    const nullable = real.length < choices.length;
    const { anyOf, oneOf, ...rest } = schema;
    return real.length === 1 ? { ...flat(document, real[0]), ...rest, nullable } : { ...rest, nullable, choices: real };
  }
  if (schema.allOf) {
    const { allOf, ...rest } = schema;
    return { ...Object.assign({}, ...allOf.map((it) => flat(document, it))), ...rest };
  }
  return schema;
}

/** What a value must be, in words: "string, uuid, 1 to 128 characters". */
export function typeText(document, schema) {
  const types = [schema.type].flat().filter((it) => it && it !== 'null');
  const items = schema.items ? t('reference.listOf', { items: typeText(document, flat(document, schema.items)) }) : null;
  const words = [items || types.join(t('reference.or')) || (schema.enum || schema.const ? t('reference.string') : t('reference.object'))];
  if (schema.format) {
    words.push(schema.format);
  }
  if (schema.const !== undefined) {
    words.push(t('reference.always', { value: JSON.stringify(schema.const) }));
  }
  if (schema.enum) {
    words.push(t('reference.oneOf', { values: schema.enum.join(', ') }));
  }
  words.push(...bounds(schema));
  if (schema.default !== undefined) {
    words.push(t('reference.default', { value: JSON.stringify(schema.default) }));
  }
  if (schema.nullable || [schema.type].flat().includes('null')) {
    words.push(t('reference.orNull'));
  }
  return words.join(', ');
}

function bounds(schema) {
  return [['minLength', 'maxLength', 'length'], ['minimum', 'maximum', 'value'], ['minItems', 'maxItems', 'items']].flatMap(([low, high, name]) => {
    const min = schema[low];
    const max = schema[high];
    if (min === undefined && max === undefined) {
      return [];
    }
    const form = min === undefined ? 'atMost' : max === undefined ? 'atLeast' : 'between';
    return [t(`reference.bounds.${name}.${form}`, { min: number(min ?? 0), max: number(max ?? 0) })];
  });
}
