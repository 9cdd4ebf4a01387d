// A product as its form has it, and as the API takes it.

/** What a form for a new one begins with. */
export const NEW = {
  name: '', item: '', description: null, price: '', image: null, demoId: null, mpListing: null,
  active: true, bloggable: false, blockCredits: false, limited: false, availableAmount: 0,
  permissions: { copy: true, modify: false, transfer: false }, discount: null, profitShares: [],
};

/** The body of a form's data; what the form does not show stays as the product has it. */
export function bodyOf(data, product, shares) {
  const flag = (name) => data.has(name);
  const text = (name) => String(data.get(name) || '').trim();
  const limited = flag('limited');
  return {
    name: text('name'),
    price: Number(data.get('price')),
    image: text('image') || null,
    bloggable: flag('bloggable'),
    active: flag('active'),
    listed: flag('listed'),
    blockCredits: flag('blockCredits'),
    item: text('item'),
    limited,
    availableAmount: limited ? Number(data.get('availableAmount')) : product.availableAmount,
    permissions: { copy: flag('permissions/copy'), modify: flag('permissions/modify'), transfer: flag('permissions/transfer') },
    discount: flag('discounted') ? discountOf(data) : null,
    description: data.get('description') || null,
    demoId: text('demoId') || null,
    mpListing: text('mpListing') ? Number(text('mpListing')) : null,
    profitShares: shares.map(({ userUuid, percent }) => ({ userUuid: userUuid.trim(), percent: Number(percent) })),
  };
}

function discountOf(data) {
  return {
    value: Number(data.get('discount/value')),
    type: Number(data.get('discount/type')),
    startDate: instant(data.get('discount/startDate')),
    endDate: instant(data.get('discount/endDate')),
  };
}

/** The instant of a local time as its field has it. */
function instant(local) {
  return new Date(local).toISOString();
}

/** An instant as a field for local times has it; with seconds where it has any. */
export function local(iso) {
  if (!iso) {
    return '';
  }
  const date = new Date(iso);
  const two = (value) => String(value).padStart(2, '0');
  const seconds = date.getSeconds() ? `:${two(date.getSeconds())}` : '';
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}${seconds}`;
}
