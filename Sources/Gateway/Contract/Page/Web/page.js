'use strict';

// Makes an element with attributes and children; text never becomes markup.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const pretty = value => JSON.stringify(value, null, 2);

// Follows a reference within the document.
function resolve(api, value) {
  if (!value || !value.$ref) return value;
  return value.$ref.slice(2).split('/').reduce((node, name) => node[name], api);
}

// The input of a parameter, filled with its example unless that is an optional header's: a condition or a key of
// somebody else's request would have others than the first refused.
function input(parameter, id) {
  const schema = parameter.schema;
  const isFilled = parameter.required || parameter.in !== 'header';
  const example = (isFilled ? parameter.example : null) ?? '';
  const attributes = parameter.required ? { id, required: '' } : { id };
  const choices = schema.enum ?? (schema.type === 'boolean' ? ['true', 'false'] : null);
  if (!choices) {
    return element('input', { ...attributes, value: example, placeholder: schema.default ?? '', spellcheck: 'false' });
  }
  const names = parameter.required ? choices : ['', ...choices];
  const select = element('select', attributes, ...names.map(name => element('option', { value: name }, String(name))));
  select.value = example;
  return select;
}

// The request that the form's fields describe.
function request(call, fields, body) {
  let path = call.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const [parameter, field] of fields) {
    if (field.value === '') continue;
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(field.value));
    if (parameter.in === 'query') query.set(parameter.name, field.value);
    if (parameter.in === 'header') headers[parameter.name] = field.value;
  }
  const token = document.getElementById('token').value.trim();
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = call.mediaTypes[0];
  const text = query.toString();
  return { url: text ? `${path}?${text}` : path, method: call.method, headers, body: body?.value };
}

// Sends a request and shows the answer as it came.
async function send(asked, output) {
  output.textContent = '…';
  const begin = performance.now();
  try {
    const answer = await fetch(asked.url, {
      method: asked.method, headers: asked.headers, body: asked.body, cache: 'no-store', credentials: 'omit',
    });
    const text = await answer.text();
    const duration = (performance.now() - begin).toFixed(1);
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    const isJSON = /json/.test(answer.headers.get('content-type') ?? '') && text;
    output.textContent =
      `${asked.method} ${asked.url}\n${answer.status} ${answer.statusText} in ${duration} ms\n${headers}\n\n` +
      (isJSON ? pretty(JSON.parse(text)) : text);
  } catch (error) {
    output.textContent = `${asked.method} ${asked.url}\n${error}`;
  }
}

// What a call answers, and with which problems.
function answers(api, operation) {
  const items = Object.entries(operation.responses).map(([status, reference]) => {
    const text = resolve(api, reference).description.replaceAll('`', '');
    return element('li', {}, element('code', {}, status), ` ${text}`);
  });
  const examples = Object.entries(operation.responses).flatMap(([status, response]) => {
    const example = response.content?.['application/json']?.example;
    return example === undefined ? [] : [element('small', {}, `${status}, for example`), element('pre', {}, pretty(example))];
  });
  return element('details', {}, element('summary', {}, 'Answers'), element('div', {}, element('ul', {}, ...items), ...examples));
}

// One call: what it is, a form to try it, and what it answers.
function section(api, call) {
  const { operation } = call;
  const id = operation.operationId;
  const form = element('form', {});
  const fields = (operation.parameters ?? []).map(parameter => {
    const field = input(parameter, `${id}-${parameter.name}`);
    const note = parameter.required ? ` (${parameter.in}, required)` : ` (${parameter.in})`;
    form.append(
      element('label', { for: field.id }, parameter.name + note), field,
      element('small', {}, parameter.description.replaceAll('`', '')));
    return [parameter, field];
  });
  let body = null;
  if (operation.requestBody) {
    call.mediaTypes = Object.keys(operation.requestBody.content);
    body = element('textarea', { id: `${id}-body`, rows: '8', spellcheck: 'false' });
    body.value = pretty(operation.requestBody.content[call.mediaTypes[0]].example);
    form.append(element('label', { for: body.id }, `Body (${call.mediaTypes.join(' or ')})`), body);
  }
  const output = element('pre', { tabindex: '0', 'aria-label': 'Answer' });
  form.append(element('button', { type: 'submit' }, 'Send'), output);
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(request(call, fields, body), output);
  });
  const roles = (operation.security ?? []).flatMap(scheme => scheme.bearerAuth ?? []);
  const notes = [operation.description, roles.length ? `Needs a token with the role ${roles.join()} or a higher one.` : null];
  return element('details', { id },
    element('summary', {}, element('span', { class: 'method' }, call.method), element('span', { class: 'path' }, call.path),
      ` ${operation.summary}`),
    element('div', {}, ...notes.filter(Boolean).map(text => element('p', {}, text.replaceAll('`', ''))), form,
      answers(api, operation)));
}

// Shows the whole document.
function show(api) {
  document.getElementById('version').textContent = `Version ${api.info.version}. ${api.info.summary}`;
  const calls = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })));
  const groups = api.tags.map(({ name }) => element('section', { id: name },
    element('h2', {}, name),
    ...calls.filter(call => call.operation.tags.includes(name)).map(call => section(api, call))));
  const conventions = api.info.description.replaceAll('`', '').split('\n\n').map(text => element('p', {}, text));
  document.getElementById('calls').replaceChildren(...conventions, ...groups);
  document.getElementById('contents').replaceChildren(
    ...api.tags.map(({ name }) => element('a', { href: `#${name}` }, name)));
}

fetch('openapi.json').then(answer => answer.json()).then(show, error => {
  document.getElementById('calls').textContent = `The document can't be read: ${error}`;
});
