var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,f=globalThis,p=f.trustedTypes,re=p?p.emptyScript:``,ie=f.reactiveElementPolyfillSupport,m=(e,t)=>e,h={toAttribute(e,t){switch(t){case Boolean:e=e?re:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},g=(e,t)=>!l(e,t),_={attribute:!0,type:String,converter:h,reflect:!1,useDefault:!1,hasChanged:g};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=_){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??_}static _$Ei(){if(this.hasOwnProperty(m(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(m(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(m(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?h:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?h:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??g)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[m(`elementProperties`)]=/* @__PURE__ */ new Map,v[m(`finalized`)]=/* @__PURE__ */ new Map,ie?.({ReactiveElement:v}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var y=globalThis,b=e=>e,x=y.trustedTypes,S=x?x.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,C=`$lit$`,w=`lit$${Math.random().toFixed(9).slice(2)}$`,ae=`?`+w,oe=`<${ae}>`,T=document,E=()=>T.createComment(``),D=e=>e===null||typeof e!=`object`&&typeof e!=`function`,O=Array.isArray,se=e=>O(e)||typeof e?.[Symbol.iterator]==`function`,k=`[ 	
\f\r]`,A=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,j=/-->/g,M=/>/g,N=RegExp(`>|${k}(?:([^\\s"'>=/]+)(${k}*=${k}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),P=/'/g,F=/"/g,I=/^(?:script|style|textarea|title)$/i,L=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),R=Symbol.for(`lit-noChange`),z=Symbol.for(`lit-nothing`),B=/* @__PURE__ */ new WeakMap,V=T.createTreeWalker(T,129);function H(e,t){if(!O(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return S===void 0?t:S.createHTML(t)}var ce=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=A;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===A?c[1]===`!--`?o=j:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=N):(I.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=N):o=M:o===N?c[0]===`>`?(o=i??A,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?N:c[3]===`"`?F:P):o===F||o===P?o=N:o===j||o===M?o=A:(o=N,i=void 0);let d=o===N&&e[t+1].startsWith(`/>`)?` `:``;a+=o===A?n+oe:l>=0?(r.push(s),n.slice(0,l)+C+n.slice(l)+w+d):n+w+(l===-2?t:d)}return[H(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},U=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=ce(t,n);if(this.el=e.createElement(l,r),V.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=V.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(C)){let t=u[o++],n=i.getAttribute(e).split(w),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?ue:r[1]===`?`?de:r[1]===`@`?fe:K}),i.removeAttribute(e)}else e.startsWith(w)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(I.test(i.tagName)){let e=i.textContent.split(w),t=e.length-1;if(t>0){i.textContent=x?x.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],E()),V.nextNode(),c.push({type:2,index:++a});i.append(e[t],E())}}}else if(i.nodeType===8){if(i.data===ae)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(w,e+1))!==-1;)c.push({type:7,index:a}),e+=w.length-1}}a++}}static createElement(e,t){let n=T.createElement(`template`);return n.innerHTML=e,n}};function W(e,t,n=e,r){if(t===R)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=D(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=W(e,i._$AS(e,t.values),i,r)),t}var le=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??T).importNode(t,!0);V.currentNode=r;let i=V.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new G(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new pe(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=V.nextNode(),a++)}return V.currentNode=T,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},G=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=z,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=W(this,e,t),D(e)?e===z||e==null||e===``?(this._$AH!==z&&this._$AR(),this._$AH=z):e!==this._$AH&&e!==R&&this._(e):e._$litType$===void 0?e.nodeType===void 0?se(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==z&&D(this._$AH)?this._$AA.nextSibling.data=e:this.T(T.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=U.createElement(H(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new le(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=B.get(e.strings);return t===void 0&&B.set(e.strings,t=new U(e)),t}k(t){O(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(E()),this.O(E()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=b(e).nextSibling;b(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},K=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=z,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=z}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=W(this,e,t,0),a=!D(e)||e!==this._$AH&&e!==R,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=W(this,r[n+o],t,o),s===R&&(s=this._$AH[o]),a||=!D(s)||s!==this._$AH[o],s===z?e=z:e!==z&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===z?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},ue=class extends K{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===z?void 0:e}},de=class extends K{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==z)}},fe=class extends K{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=W(this,e,t,0)??z)===R)return;let n=this._$AH,r=e===z&&n!==z||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==z&&(n===z||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},pe=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){W(this,e)}},me=y.litHtmlPolyfillSupport;me?.(U,G),(y.litHtmlVersions??=[]).push(`3.3.3`);var he=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new G(t.insertBefore(E(),e),e,void 0,n??{})}return i._$AI(e),i},q=globalThis,J=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=he(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return R}};J._$litElement$=!0,J.finalized=!0,q.litElementHydrateSupport?.({LitElement:J});var ge=q.litElementPolyfillSupport;ge?.({LitElement:J}),(q.litElementVersions??=[]).push(`4.2.2`);var Y=`pronote`;function _e(e,t,n,r){return Object.values(e.entities).find(e=>e.device_id===t&&e.platform===Y&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`))?.entity_id}function ve(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===Y&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>X(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function X(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>_e(e,n.id,t,r)}}var ye={previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,loading:`Loading…`,noChild:`Choose a child in the card’s settings.`,childGone:`This child is no longer followed by PRONOTE.`,notFollowed:`This page is not followed: its entity is disabled.`,editor:{device:`Child`,title:`Title (the child’s name if empty)`,allergens:`Show allergens`},menu:{name:`PRONOTE: menu of the week`,description:`What the canteen serves, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`}},be={previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,loading:`Chargement…`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`PRONOTE ne suit plus cet enfant.`,notFollowed:`Cette page n’est pas suivie : son entité est désactivée.`,editor:{device:`Enfant`,title:`Titre (le nom de l’enfant s’il est vide)`,allergens:`Montrer les allergènes`},menu:{name:`PRONOTE : menus de la semaine`,description:`Ce que sert la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`}};function Z(e){return e.toLowerCase().split(`-`)[0]===`fr`?be:ye}function xe(){return Z(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}var Se=o`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    --small: var(--ha-font-size-s, 12px);
    --medium: var(--ha-font-size-m, 14px);
    --large: var(--ha-font-size-l, 16px);
    --strong: var(--ha-font-weight-medium, 500);
    --round: 8px;
  }
  ha-card {
    container-type: inline-size;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    padding: 16px;
    color: var(--ink);
    font-size: var(--medium);
    line-height: 1.4;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 36px;
    margin-bottom: 12px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-weight: var(--ha-font-weight-normal, 400);
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 0;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
  }
  .error {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--alarm);
    border-radius: 4px;
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
    overflow-wrap: anywhere;
  }
  button {
    margin: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .weeks {
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
    color: var(--faint);
  }
  .weeks .step {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }
  .weeks .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .weeks svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .weeks svg {
    transform: scaleX(-1);
  }
  .weeks .which {
    line-height: 36px;
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    white-space: nowrap;
  }
  .weeks button.which:hover {
    color: var(--ink);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`,Ce={name:`device`,required:!0,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}},we={name:`title`,selector:{text:{}}};function Te(...e){return{schema:[Ce,we,...e],computeLabel:e=>xe().editor[e.name]}}var Ee=class extends J{constructor(...e){super(...e),this.followed=[]}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=Se}static getStubConfig(e){let[t]=ve(e);return t===void 0?{}:{device:t.device}}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get child(){return this.hass&&X(this.hass,this.config?.device)}get strings(){return Z(this.hass?.language??`en`)}heading(e){return e.name}tools(e){return z}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;return e.size!==1||t===void 0||n===void 0||t.entities!==n.entities||t.devices!==n.devices||t.locale!==n.locale||t.language!==n.language||t.connection!==n.connection||this.watched().some(e=>t.states[e]!==n.states[e])}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}render(){let{hass:e,config:t,child:n}=this;return e===void 0||t===void 0?z:n===void 0?L`<ha-card>
        <p class="empty">
          ${t.device===void 0?this.strings.noChild:this.strings.childGone}
        </p>
      </ha-card>`:L`<ha-card>
      <header>
        <h2>${t.title??this.heading(n)}</h2>
        ${this.tools(e)}
      </header>
      ${this.content(e,n)}
    </ha-card>`}},De=6e4,Oe=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,De-Date.now()%De),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},ke=/^#[0-9a-f]{6}$/i;function Ae(e){return e!=null&&ke.test(e)?`--colour: ${e}`:z}var je=864e5;function Q(e){return Date.parse(`${e}T12:00:00Z`)}function $(e,t){return new Date(Q(e)+t*je).toISOString().slice(0,10)}function Me(e){return new Date(Q(e)).getUTCDay()||7}function Ne(e){return $(e,1-Me(e))}function Pe(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function Fe(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{...n,timeZone:`UTC`}).format(Q(t))}function Ie(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRange(Q(t),Q(n))}function Le(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}var Re=class{constructor(e,t){this.host=e,this.source=t,this.known=/* @__PURE__ */ new Map,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.key===void 0?void 0:this.known.get(this.key)}assume(e){this.key!==void 0&&this.known.set(this.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source();if(e?.key===this.key||(this.leave(),e===void 0))return;this.key=e.key;let{key:t}=e,n=()=>void this.load(t);e.watch===void 0?n():this.unsubscribe=e.watch(n).catch(()=>{n()})}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(e=this.key){let t=this.source();if(e!==void 0&&e===this.key&&t?.key===e){if(this.loading)this.stale=!0;else{this.loading=!0;try{let n=await t.load();this.known.set(e,n),this.error=void 0}catch(t){e===this.key&&(this.error=ze(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}leave(){this.unsubscribe?.then(e=>e?.()),this.unsubscribe=void 0,this.key=void 0,this.error=void 0}};function ze(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}var Be=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,Ve=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,He=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return $(Ne(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=Ie(e,n,r);return L`<nav class="weeks">
      ${this.arrow(t.previousWeek,Be,-1)}
      ${this.chosen?L`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:L`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,Ve,1)}
    </nav>`}arrow(e,t,n){return L`<button
      class="step"
      aria-label=${e}
      title=${e}
      @click=${()=>this.step(n)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
    </button>`}};async function Ue(e,t,n,r){return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:!0})).response}async function We(e,t,n,r){return(await Ue(e,t,`get_menus`,{start_date:n,end_date:r})).menus}function Ge(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${$(r,1)}T00:00:00`})}var Ke=class extends Ee{constructor(...e){super(...e),this.clock=new Oe(this),this.weeks=new He(this),this.menus=new Re(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=$(r,6);return{key:`${n} ${r}`,watch:t=>Ge(e,n,r,i,t),load:()=>We(this.hass??e,t.device,r,i)}})}static{this.styles=[Se,o`
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .day {
        padding: 12px;
        border-radius: var(--round);
        background: var(--wash);
      }
      .day.today {
        background: color-mix(in srgb, var(--accent) 14%, transparent);
      }
      h3 {
        margin-bottom: 8px;
        font-weight: var(--strong);
      }
      .today h3 {
        color: var(--accent);
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      h4 {
        margin-top: 12px;
        color: var(--faint);
      }
      dt {
        margin-top: 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      dd {
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      .labels li::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: 4px;
        border-radius: 50%;
        background: var(--colour, var(--line));
      }
      @container (max-width: 640px) {
        .days {
          grid-auto-flow: row;
        }
      }
    `]}static getConfigForm(){return Te({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,$(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return L`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return L`
      ${i===void 0?z:L`<p class="error" role="alert">${i}</p>`}
      ${r===void 0?i===void 0?L`<p class="empty waiting">${n.loading}</p>`:z:r.length===0?L`<p class="empty">${n.menu.none}</p>`:this.days(e,r)}
    `}monday(e){let t=Pe(e,this.clock.now);return this.weeks.monday(Me(t)>5?$(t,2):t)}days(e,t){let n=Pe(e,this.clock.now);return L`<ol class="days">
      ${[...Le(t,e=>e.date)].sort().map(([t,r])=>L`<li class=${t===n?`day today`:`day`}>
            <h3>
              ${Fe(e,t,{weekday:`long`,day:`numeric`,month:`short`})}
              ${t===n?L`<span class="hidden">(${this.strings.today})</span>`:z}
            </h3>
            ${r.map(e=>this.meal(e,r.length>1))}
          </li>`)}
    </ol>`}meal(e,t){let n=this.strings.menu,r=Le(e.dishes,e=>e.course);return L`
      ${t?L`<h4>${e.name??n[e.meal]}</h4>`:z}
      <dl>
        ${[...r].map(([e,t])=>L`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return L`<dd>
      ${e.name}
      ${t.length===0?z:L`<ul class="labels">
              ${t.map(e=>qe(e))}
            </ul>`}
    </dd>`}};function qe(e){return L`<li style=${Ae(e.colour)}>${e.name}</li>`}var Je=`pronote-family`,Ye=`https://github.com/pronote-ha/pronote`;function Xe(e,t){let n=`${Je}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>xe()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:Ye})}Xe(`menu`,Ke);