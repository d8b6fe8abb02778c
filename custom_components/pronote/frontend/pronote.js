/*!
Lit, https://lit.dev

BSD 3-Clause License

Copyright (c) 2017 Google LLC. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:ee}=Object,te=globalThis,ne=te.trustedTypes,re=ne?ne.emptyScript:``,ie=te.reactiveElementPolyfillSupport,m=(e,t)=>e,ae={toAttribute(e,t){switch(t){case Boolean:e=e?re:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},oe=(e,t)=>!l(e,t),se={attribute:!0,type:String,converter:ae,reflect:!1,useDefault:!1,hasChanged:oe};Symbol.metadata??=Symbol(`metadata`),te.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var h=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=se){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??se}static _$Ei(){if(this.hasOwnProperty(m(`elementProperties`)))return;let e=ee(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(m(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(m(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ae:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ae:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??oe)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};h.elementStyles=[],h.shadowRootOptions={mode:`open`},h[m(`elementProperties`)]=/* @__PURE__ */ new Map,h[m(`finalized`)]=/* @__PURE__ */ new Map,ie?.({ReactiveElement:h}),(te.reactiveElementVersions??=[]).push(`2.1.2`);var ce=globalThis,le=e=>e,ue=ce.trustedTypes,de=ue?ue.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,fe=`$lit$`,g=`lit$${Math.random().toFixed(9).slice(2)}$`,pe=`?`+g,me=`<${pe}>`,_=document,v=()=>_.createComment(``),he=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ge=Array.isArray,_e=e=>ge(e)||typeof e?.[Symbol.iterator]==`function`,ve=`[ 	
\f\r]`,y=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ye=/-->/g,be=/>/g,b=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),xe=/'/g,Se=/"/g,Ce=/^(?:script|style|textarea|title)$/i,we=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),x=we(1),Te=we(2),S=Symbol.for(`lit-noChange`),C=Symbol.for(`lit-nothing`),Ee=/* @__PURE__ */ new WeakMap,w=_.createTreeWalker(_,129);function De(e,t){if(!ge(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return de===void 0?t:de.createHTML(t)}var Oe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=y;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===y?c[1]===`!--`?o=ye:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=b):(Ce.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=b):o=be:o===b?c[0]===`>`?(o=i??y,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?b:c[3]===`"`?Se:xe):o===Se||o===xe?o=b:o===ye||o===be?o=y:(o=b,i=void 0);let d=o===b&&e[t+1].startsWith(`/>`)?` `:``;a+=o===y?n+me:l>=0?(r.push(s),n.slice(0,l)+fe+n.slice(l)+g+d):n+g+(l===-2?t:d)}return[De(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},ke=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Oe(t,n);if(this.el=e.createElement(l,r),w.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=w.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(fe)){let t=u[o++],n=i.getAttribute(e).split(g),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ne:r[1]===`?`?Pe:r[1]===`@`?Fe:Me}),i.removeAttribute(e)}else e.startsWith(g)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ce.test(i.tagName)){let e=i.textContent.split(g),t=e.length-1;if(t>0){i.textContent=ue?ue.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],v()),w.nextNode(),c.push({type:2,index:++a});i.append(e[t],v())}}}else if(i.nodeType===8){if(i.data===pe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(g,e+1))!==-1;)c.push({type:7,index:a}),e+=g.length-1}}a++}}static createElement(e,t){let n=_.createElement(`template`);return n.innerHTML=e,n}};function T(e,t,n=e,r){if(t===S)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=he(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=T(e,i._$AS(e,t.values),i,r)),t}var Ae=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??_).importNode(t,!0);w.currentNode=r;let i=w.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new je(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ie(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=w.nextNode(),a++)}return w.currentNode=_,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},je=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=C,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=T(this,e,t),he(e)?e===C||e==null||e===``?(this._$AH!==C&&this._$AR(),this._$AH=C):e!==this._$AH&&e!==S&&this._(e):e._$litType$===void 0?e.nodeType===void 0?_e(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==C&&he(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=ke.createElement(De(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ae(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ee.get(e.strings);return t===void 0&&Ee.set(e.strings,t=new ke(e)),t}k(t){ge(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(v()),this.O(v()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=le(e).nextSibling;le(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Me=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=C,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=C}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=T(this,e,t,0),a=!he(e)||e!==this._$AH&&e!==S,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=T(this,r[n+o],t,o),s===S&&(s=this._$AH[o]),a||=!he(s)||s!==this._$AH[o],s===C?e=C:e!==C&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===C?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ne=class extends Me{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===C?void 0:e}},Pe=class extends Me{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==C)}},Fe=class extends Me{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=T(this,e,t,0)??C)===S)return;let n=this._$AH,r=e===C&&n!==C||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==C&&(n===C||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ie=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){T(this,e)}},Le=ce.litHtmlPolyfillSupport;Le?.(ke,je),(ce.litHtmlVersions??=[]).push(`3.3.3`);var Re=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new je(t.insertBefore(v(),e),e,void 0,n??{})}return i._$AI(e),i},ze=globalThis,E=class extends h{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Re(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};E._$litElement$=!0,E.finalized=!0,ze.litElementHydrateSupport?.({LitElement:E});var Be=ze.litElementPolyfillSupport;Be?.({LitElement:E}),(ze.litElementVersions??=[]).push(`4.2.2`);var Ve=`pronote`;function He(e,t,n,r){return Object.values(e.entities).filter(e=>e.device_id===t&&e.platform===Ve&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`)).map(e=>e.entity_id)}function Ue(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===Ve&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>We(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function We(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>He(e,n.id,t,r)[0],entities:(t,r)=>He(e,n.id,t,r),ofSchool:(t,n)=>He(e,r,t,n)[0]}}function Ge(e,t,n,r){return He(e,t.school,n,r)[0]}var Ke={schoolsOwn:!1,previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,yesterday:`Yesterday`,tomorrow:`Tomorrow`,close:`Close`,loading:`Loading…`,account:{starting:`The PRONOTE account is starting…`,retry:`Home Assistant tries again automatically, within two minutes.`,failed:`The PRONOTE account is not loaded: open it under Settings, Devices & services.`,disabled:`The PRONOTE account is disabled. Enable it under Settings, Devices & services.`},days:`Days`,weeks:`Weeks`,noChild:`Choose a child in the card’s settings.`,childGone:`This child’s device no longer exists.`,notFollowed:`This card has no data: its entity is disabled.`,editor:{device:`Child`,devices:`Children (all by default)`,title:`Title`,topics:`Topics (all by default)`,hide_grades:`Hide grades`,view:`View`,back:`Days back`,grades:`Number of grades`,discreet:`Hide figures until a button is pressed`,days:`Days ahead`,hide_done:`Hide completed homework`,allergens:`Show allergens`},overview:{name:`PRONOTE: the day of the family`,description:`Who finishes first, when lessons start tomorrow, and what changes in the lessons of each child.`,nobody:`No children yet. Add a PRONOTE account.`,finishes:`Lessons end at`,finished:`No more lessons today.`,noLesson:`No lessons in the next days.`,unknown:`The timetable is not available at the moment.`,nothingHeld:`no lessons take place`,colon:`:`},timetable:{name:`PRONOTE: timetable`,description:`The week of a child, with changes. On a phone, the next day.`,views:{auto:`Automatic`,week:`Week`,day:`Day`},lesson:`Lesson`,study:`Study hour`,lunch:`Lunch`,pause:`Break`,freeDay:`No lessons on this day.`,freeWeek:`No lessons this week.`,movedFrom:`Moved from {moment}`,movedTo:`Moved to {moment}`,statuses:{canceled:`Canceled`,teacher_absent:`Teacher absent`,class_absent:`Class absent`,moved:`Moved`,replaced:`Replacement`,room_changed:`Room changed`,exceptional:`Exceptional`,exempted:`Exempted`,detention:`Detention`,outing:`Outing`,test:`Test`,modified:`Changed`}},homework:{name:`PRONOTE: homework`,description:`Homework by day, to check off, with the teachers’ files.`,title:`Homework`,none:`Nothing to do. Well done!`,late:`Overdue`,work:`Homework`,done:`Done:`,atHome:`With a parent’s account, check marks are saved in Home Assistant only. PRONOTE does not show them.`,difficulties:{easy:`easy`,medium:`medium`,hard:`hard`},returns:{paper:`on paper`,upload:`to hand in online`,kiosk:`in the e-book`,audio:`as a recording`}},grades:{name:`PRONOTE: grades`,description:`The latest grades compared with those of the class, and averages with their curves.`,title:`Grades`,none:`No grades yet: {period}.`,period:`Period`,overall:`Overall average`,class:`class`,subjects:`Subjects`,last:`Latest grades`,coefficient:`coef.`,optional:`optional`,bonus:`bonus`,show:`Show`,hide:`Hide`,codes:{absent:`Abs.`,exempted:`Exempt.`,not_graded:`N. gr.`,unfit:`Unfit`,not_handed_in:`Not in`,absent_zero:`Abs. (0)`,not_handed_in_zero:`Not in (0)`,congratulations:`Congratulations`}},menu:{name:`PRONOTE: menu of the week`,description:`The canteen menu, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`},changes:{name:`PRONOTE: what changed`,description:`Recent events at school, as soon as they are known.`,title:`What’s new`,none:`Nothing new in recent days.`,due:`for {day}`,topics:{absence:`Absences`,announcement:`Announced absences`,day:`Starts and ends of days`,delay:`Delays`,document:`Documents`,evaluation:`Skills`,exemption:`Requested exemptions`,grade:`Grades`,homework:`Homework`,lesson:`Lessons`,menu:`Menus`,message:`Messages`,news:`News`,observation:`Observations`,period:`Periods`,punishment:`Punishments`,report_card:`Report cards`,survey:`Surveys`,wallet:`Canteen balances`},types:{new_grade:`New grade`,grade_changed:`Grade changed`,new_evaluation:`Skills assessed`,evaluation_changed:`Assessment changed`,new_homework:`New homework`,homework_changed:`Homework changed`,homework_removed:`Homework withdrawn`,lesson_canceled:`Lesson canceled`,lesson_restored:`Lesson takes place after all`,lesson_moved:`Lesson moved`,lesson_replaced:`Lesson replaced`,lesson_room_changed:`Room changed`,lesson_teacher_changed:`Teacher changed`,lesson_added:`Lesson added`,lesson_removed:`Lesson removed`,test_announced:`Test announced`,teacher_absent:`Teacher absent`,start_of_day_moved:`School day starts at another time`,end_of_day_moved:`School day ends at another time`,new_absence:`Absence reported`,absence_changed:`Absence updated`,new_delay:`Delay reported`,delay_changed:`Delay updated`,new_punishment:`Punishment reported`,punishment_changed:`Punishment updated`,new_observation:`Observation`,absence_announced:`Absence announced`,announcement_accepted:`Announced absence accepted`,announcement_refused:`Announced absence refused`,exemption_requested:`Exemption requested`,exemption_accepted:`Exemption accepted`,exemption_refused:`Exemption refused`,balance_low:`Low canteen balance`,new_document:`New document`,document_to_sign:`Document to sign`,document_to_hand_in:`Paper to hand in`,new_news:`News from the school`,new_survey:`Survey to answer`,new_message:`New message`,report_card_published:`Report card published`,menu_published:`Menu published`,menu_changed:`Menu changed`,new_period:`New period`}},strategy:{name:`PRONOTE: the family`,description:`A page for the family and one for each child: lessons, homework, grades, menus.`,title:`School`,family:`Family`,finishes:`Lessons end:`,noLessonLeft:`No more lessons today.`,changedToday:`Timetable changed today:`,changedTomorrow:`Timetable changed tomorrow:`,canceled:`Lesson canceled:`,whatHappened:`Recent events`,now:`Today and tomorrow`,week:`Timetable`,homework:`Homework`,grades:`Grades`,schoolLife:`School life`,news:`To read`,menus:`Menus`,nobody:`## No children yet

Add your PRONOTE account with a QR code or a password. Your children are then added here automatically.`,allHidden:`## All children are hidden

The settings of this dashboard hide all children. Show at least one of them again.`,addAccount:`Add a PRONOTE account`,names:{current_lesson:`Now`,next_lesson:`Next lesson`,first_lesson_next_school_day:`Next school day starts`,end_of_day:`Lessons end`,end_of_next_school_day:`End of lessons`,wake_up:`Wake-up`,bag:`Put in the bag`,next_test:`Next test`,holidays:`Off school`,next_holidays:`Next days off`,timetable_changed_today:`Timetable changed today`,timetable_changed_tomorrow:`Timetable changed tomorrow`,finishes_early:`Finishes early today`,test_tomorrow:`Test tomorrow`,detention_coming:`Upcoming detention`,menu_today:`Menu today`,menu_tomorrow:`Menu tomorrow`,overall_average:`Average`,class_average:`Class`,last_grade:`Last grade`,unjustified_absences:`Unjustified absences`,to_acknowledge:`To acknowledge`,delays:`Delays`,punishments:`Punishments`,observations:`Observations`,unread_news:`News`,surveys_to_answer:`Surveys`,unread_messages:`Messages`},fields:{hidden_children:`Children to hide`,hide_grades:`Hide the grades`,built_in:`Only Home Assistant’s own cards`}}},qe={schoolsOwn:!0,previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,yesterday:`Hier`,tomorrow:`Demain`,close:`Fermer`,loading:`Chargement…`,account:{starting:`Le compte PRONOTE démarre…`,retry:`Home Assistant réessaie automatiquement, dans les deux minutes.`,failed:`Le compte PRONOTE n’est pas chargé\xA0: ouvrez-le dans Paramètres, Appareils et services.`,disabled:`Le compte PRONOTE est désactivé. Activez-le dans Paramètres, Appareils et services.`},days:`Jours`,weeks:`Semaines`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`L’appareil de cet enfant n’existe plus.`,notFollowed:`Cette carte n’a pas de données\xA0: son entité est désactivée.`,editor:{device:`Enfant`,devices:`Enfants (tous par défaut)`,title:`Titre`,topics:`Sujets (tous par défaut)`,hide_grades:`Cacher les notes`,view:`Vue`,back:`Jours passés`,grades:`Nombre de notes`,discreet:`Cacher les chiffres jusqu’à l’appui sur un bouton`,days:`Jours à venir`,hide_done:`Cacher les devoirs faits`,allergens:`Afficher les allergènes`},overview:{name:`PRONOTE\xA0: la journée de la famille`,description:`Qui finit le premier, quand commencent les cours demain, et ce qui change dans les cours de chaque enfant.`,nobody:`Aucun enfant pour le moment. Ajoutez un compte PRONOTE.`,finishes:`Fin des cours à`,finished:`Plus de cours aujourd’hui.`,noLesson:`Pas de cours ces prochains jours.`,unknown:`L’emploi du temps n’est pas disponible pour le moment.`,nothingHeld:`aucun cours n’a lieu`,colon:`\xA0:`},timetable:{name:`PRONOTE\xA0: emploi du temps`,description:`La semaine d’un enfant, avec les changements. Sur un téléphone, la prochaine journée.`,views:{auto:`Automatique`,week:`Semaine`,day:`Jour`},lesson:`Cours`,study:`Permanence`,lunch:`Déjeuner`,pause:`Pause`,freeDay:`Pas de cours ce jour-là.`,freeWeek:`Pas de cours cette semaine.`,movedFrom:`Déplacé du {moment}`,movedTo:`Déplacé au {moment}`,statuses:{canceled:`Cours annulé`,teacher_absent:`Prof. absent`,class_absent:`Classe absente`,moved:`Cours déplacé`,replaced:`Remplacement`,room_changed:`Changement de salle`,exceptional:`Exceptionnel`,exempted:`Dispense`,detention:`Retenue`,outing:`Sortie`,test:`Contrôle`,modified:`Cours modifié`}},homework:{name:`PRONOTE\xA0: travail à faire`,description:`Le travail à faire, jour par jour, à cocher, avec les fichiers des professeurs.`,title:`Travail à faire`,none:`Rien à faire. Bravo\xA0!`,late:`En retard`,work:`Travail`,done:`Fait\xA0:`,atHome:`Avec un compte de parent, les coches restent dans Home Assistant seulement. PRONOTE ne les affiche pas.`,difficulties:{easy:`facile`,medium:`moyen`,hard:`difficile`},returns:{paper:`à rendre sur papier`,upload:`à rendre en ligne`,kiosk:`dans le manuel numérique`,audio:`enregistrement à rendre`}},grades:{name:`PRONOTE\xA0: notes`,description:`Les dernières notes comparées à celles de la classe, et les moyennes avec leur courbe.`,title:`Notes`,none:`Pas encore de notes\xA0: {period}.`,period:`Période`,overall:`Moyenne générale`,class:`classe`,subjects:`Matières`,last:`Dernières notes`,coefficient:`coef.`,optional:`facultatif`,bonus:`bonus`,show:`Montrer`,hide:`Cacher`,codes:{absent:`Abs.`,exempted:`Disp.`,not_graded:`N. noté`,unfit:`Inapte`,not_handed_in:`N. rendu`,absent_zero:`Abs. (0)`,not_handed_in_zero:`N. rendu (0)`,congratulations:`Félicitations`}},menu:{name:`PRONOTE\xA0: menus de la semaine`,description:`Le menu de la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`},changes:{name:`PRONOTE\xA0: quoi de neuf`,description:`Les événements récents à l’école, dès qu’ils sont connus.`,title:`Quoi de neuf`,none:`Rien de neuf ces derniers jours.`,due:`pour {day}`,topics:{absence:`Absences`,announcement:`Absences annoncées`,day:`Débuts et fins de journée`,delay:`Retards`,document:`Documents`,evaluation:`Compétences`,exemption:`Dispenses demandées`,grade:`Notes`,homework:`Travail à faire`,lesson:`Cours`,menu:`Menus`,message:`Messages`,news:`Informations`,observation:`Observations`,period:`Périodes`,punishment:`Punitions`,report_card:`Bulletins`,survey:`Sondages`,wallet:`Soldes de cantine`},types:{new_grade:`Nouvelle note`,grade_changed:`Note modifiée`,new_evaluation:`Compétences évaluées`,evaluation_changed:`Évaluation modifiée`,new_homework:`Nouveau travail à faire`,homework_changed:`Travail à faire modifié`,homework_removed:`Travail à faire retiré`,lesson_canceled:`Cours annulé`,lesson_restored:`Cours rétabli`,lesson_moved:`Cours déplacé`,lesson_replaced:`Cours remplacé`,lesson_room_changed:`Changement de salle`,lesson_teacher_changed:`Changement de professeur`,lesson_added:`Cours ajouté`,lesson_removed:`Cours supprimé`,test_announced:`Contrôle annoncé`,teacher_absent:`Professeur absent`,start_of_day_moved:`La journée commence à une autre heure`,end_of_day_moved:`La journée finit à une autre heure`,new_absence:`Absence signalée`,absence_changed:`Absence mise à jour`,new_delay:`Retard signalé`,delay_changed:`Retard mis à jour`,new_punishment:`Punition signalée`,punishment_changed:`Punition mise à jour`,new_observation:`Observation`,absence_announced:`Absence annoncée`,announcement_accepted:`Absence annoncée acceptée`,announcement_refused:`Absence annoncée refusée`,exemption_requested:`Dispense demandée`,exemption_accepted:`Dispense acceptée`,exemption_refused:`Dispense refusée`,balance_low:`Solde de cantine bas`,new_document:`Nouveau document`,document_to_sign:`Document à signer`,document_to_hand_in:`Papier à déposer`,new_news:`Information de l’école`,new_survey:`Sondage à remplir`,new_message:`Nouveau message`,report_card_published:`Bulletin publié`,menu_published:`Menu publié`,menu_changed:`Menu modifié`,new_period:`Nouvelle période`}},strategy:{name:`PRONOTE\xA0: la famille`,description:`Une page pour la famille et une par enfant\xA0: cours, devoirs, notes, menus.`,title:`École`,family:`Famille`,finishes:`Fin des cours\xA0:`,noLessonLeft:`Plus de cours aujourd’hui.`,changedToday:`Emploi du temps modifié aujourd’hui\xA0:`,changedTomorrow:`Emploi du temps modifié demain\xA0:`,canceled:`Cours annulé\xA0:`,whatHappened:`Événements récents`,now:`Aujourd’hui et demain`,week:`Emploi du temps`,homework:`Devoirs`,grades:`Notes`,schoolLife:`Vie scolaire`,news:`À lire`,menus:`Menus`,nobody:`## Aucun enfant pour le moment

Ajoutez votre compte PRONOTE avec un QR code ou un mot de passe. Vos enfants seront alors ajoutés ici automatiquement.`,allHidden:`## Tous les enfants sont masqués

Les réglages de ce tableau de bord masquent tous les enfants. Affichez de nouveau au moins l’un d’eux.`,addAccount:`Ajouter un compte PRONOTE`,names:{current_lesson:`En ce moment`,next_lesson:`Prochain cours`,first_lesson_next_school_day:`Début du prochain jour de classe`,end_of_day:`Fin des cours`,end_of_next_school_day:`Fin des cours`,wake_up:`Réveil`,bag:`Dans le sac`,next_test:`Prochain contrôle`,next_holidays:`Prochain congé`,holidays:`En congé`,timetable_changed_today:`Emploi du temps modifié aujourd’hui`,timetable_changed_tomorrow:`Emploi du temps modifié demain`,finishes_early:`Finit plus tôt aujourd’hui`,test_tomorrow:`Contrôle demain`,detention_coming:`Retenue à venir`,menu_today:`Menu du jour`,menu_tomorrow:`Menu de demain`,overall_average:`Moyenne`,class_average:`Classe`,last_grade:`Dernière note`,unjustified_absences:`Absences non justifiées`,to_acknowledge:`À confirmer`,delays:`Retards`,punishments:`Punitions`,observations:`Observations`,unread_news:`Informations`,surveys_to_answer:`Sondages`,unread_messages:`Messages`},fields:{hidden_children:`Enfants à masquer`,hide_grades:`Masquer les notes`,built_in:`Seulement les cartes de Home Assistant`}}};function D(e){return e.toLowerCase().split(`-`)[0]===`fr`?qe:Ke}function O(){return D(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}function k(e,t,n){return e?t(e):n?.(e)}var A=o`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    /* Dark enough to be read on the card, or light enough in the dark. */
    --accent-ink: color-mix(in srgb, var(--accent) 70%, var(--ink));
    --alarm-ink: color-mix(in srgb, var(--alarm) 75%, var(--ink));
    /* What a finger hits without aiming. */
    --finger: 44px;
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
    /* Who gives a card fewer rows than it needs can still reach all of it. */
    overflow: hidden auto;
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
    min-height: var(--finger);
    margin-bottom: 8px;
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
    margin-inline: -12px;
    color: var(--faint);
  }
  .weeks .step {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--finger);
    height: var(--finger);
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
    display: grid;
    place-items: center;
    min-height: var(--finger);
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    text-wrap: balance;
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
`,Je=class extends E{static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=A}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get strings(){return D(this.hass?.language??`en`)}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;return e.size!==1||t===void 0||n===void 0||t.entities!==n.entities||t.devices!==n.devices||t.locale!==n.locale||t.language!==n.language||t.connection!==n.connection||this.watched().some(e=>t.states[e]!==n.states[e])}get whyNot(){}known(e,t,n){let{whyNot:r}=this;if(r!==void 0&&e===void 0)return x`<p class="empty" role="status">${r}</p>`;let i=r??t;return x`
      ${k(i,()=>x`<p class="error" role="alert">${i}</p>`)}
      ${e===void 0?k(t===void 0,()=>x`<p class="empty waiting">${this.strings.loading}</p>`):n(e)}
    `}nobody(e){return x`<ha-card><p class="empty">${e}</p></ha-card>`}},Ye=`away`,Xe=1e4,Ze=1e3,Qe=64,$e=/* @__PURE__ */ new Map;function j(e,t){return(e.states[t]?.state??`unavailable`)===`unavailable`?Ye:`there`}var M=class{constructor(e,t,n=$e){this.host=e,this.source=t,this.known=n,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.current&&this.known.get(this.current.key)}assume(e){this.current!==void 0&&this.remember(this.current.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source(),{current:t}=this;if(e?.key===t?.key&&e?.version===t?.version||(this.leave(),e===void 0))return;this.current=e;let n=()=>this.follow(e);e.version===`away`?this.timer=setTimeout(n,Xe):e.key===t?.key?this.timer=setTimeout(n,Ze):n()}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(){let e=this.current;if(e!==void 0){if(this.loading)this.stale=!0;else{this.loading=!0;try{this.remember(e.key,await e.load()),e===this.current&&(this.error=void 0)}catch(t){e===this.current&&(this.error=et(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}remember(e,t){this.known.delete(e),this.known.set(e,t);for(let e of this.known.keys()){if(this.known.size<=Qe)break;this.known.delete(e)}}follow(e){let t=()=>{e===this.current&&this.load()};e.watch===void 0?t():this.unsubscribe=e.watch(t).catch(()=>{t()})}leave(){clearTimeout(this.timer),this.unsubscribe?.then(e=>e?.()).catch(()=>void 0),this.unsubscribe=void 0,this.current=void 0,this.error=void 0}};function et(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}async function tt(e,t){let n=new Set(t.flatMap(t=>e.devices[t]?.config_entries??[]));return(await e.callWS({type:`config_entries/get`,domain:`pronote`})).filter(({entry_id:e})=>n.has(e))}async function nt(e,t,n){if(n.disabled_by!==null)return t.account.disabled;let r=await rt(e,n);switch(n.state){case`loaded`:return;case`setup_retry`:return[r,t.account.retry].filter(Boolean).join(` `);case`setup_in_progress`:case`not_loaded`:case`unload_in_progress`:return t.account.starting;default:return[r,t.account.failed].filter(Boolean).join(` `)}}async function rt(e,t){let{error_reason_translation_key:n,reason:r}=t;return n===null?r??void 0:(await e.loadBackendTranslation?.(`exceptions`,`pronote`))?.(`component.pronote.exceptions.${n}.message`,t.error_reason_translation_placeholders??{})||(r??void 0)}var it=1e3,at=5e3,ot=class{constructor(e,t){this.host=e,this.missing=t,e.addController(this)}hostUpdate(){this.missing()===void 0?this.stop():this.timer??=setTimeout(()=>void this.look(),it)}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.stop()}stop(){clearTimeout(this.timer),this.timer=void 0,this.reason=void 0}async look(){let e=this.missing();if(e===void 0)return;let{hass:t,strings:n,devices:r}=e,i=await tt(t,r).then(e=>Promise.all(e.map(e=>nt(t,n,e)))).catch(()=>[]);if(this.timer===void 0)return;this.timer=setTimeout(()=>void this.look(),at);let a=[...new Set(i.filter(Boolean))].join(` `)||void 0;a!==this.reason&&(this.reason=a,this.host.requestUpdate())}},st={name:`device`,required:!0,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}},ct={name:`title`,selector:{text:{}}};function N(...e){return lt(st,ct,...e)}function lt(...e){return{schema:e,computeLabel:({name:e,label:t})=>O().editor[t??e]}}var P=class extends Je{constructor(...e){super(...e),this.followed=[],this.outage=new ot(this,()=>{let{hass:e,child:t,strings:n}=this,r=this.watched();return e!==void 0&&t!==void 0&&r.length>0&&r.every(t=>j(e,t)===`away`)?{hass:e,strings:n,devices:[t.device]}:void 0})}static getStubConfig(e){let[t]=Ue(e);return t===void 0?{}:{device:t.device}}get child(){return this.hass&&We(this.hass,this.config?.device)}heading(e){return e.name}tools(e){return C}get whyNot(){return this.outage.reason}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}render(){let{hass:e,config:t,child:n,strings:r}=this;return e===void 0||t===void 0?C:n===void 0?this.nobody(t.device===void 0?r.noChild:r.childGone):x`<ha-card>
      <header>
        <h2>${t.title??this.heading(n)}</h2>
        ${this.tools(e)}
      </header>
      ${this.content(e,n)}
    </ha-card>`}},ut=6e4,F=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,ut-Date.now()%ut),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},dt=864e5;function I(e){return Date.parse(`${e}T12:00:00Z`)}function L(e,t){return new Date(I(e)+t*dt).toISOString().slice(0,10)}function ft(e){return new Date(I(e)).getUTCDay()||7}function pt(e){return L(e,1-ft(e))}function mt(e,t){let n=[];for(let r=e;r<=t;r=L(r,1))n.push(r);return n}function R(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function ht(e,t){let n=e.split(`-`)[0]===`fr`,r=t.some(({type:e})=>e===`month`);return t.map(({type:e,value:t})=>n&&r&&e===`day`&&t===`1`?`1er`:t).join(``)}function z(e,t,n){let{language:r}=e.locale;return ht(r,new Intl.DateTimeFormat(r,{...n,timeZone:`UTC`}).formatToParts(I(t)))}function gt(e,t,n){let{language:r}=e.locale;return ht(r,new Intl.DateTimeFormat(r,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRangeToParts(I(t),I(n)))}function _t(e,t,n){return t===n?e.today:t===L(n,-1)?e.yesterday:t===L(n,1)?e.tomorrow:void 0}function B(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}function vt(e){let{time_format:t}=e.locale;return t===`12`||t!==`24`&&void 0}function V(e,t){let n=vt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:`UTC`,...n===void 0?{}:{hour12:n}}).format(t*6e4)}function yt(e){let t=Math.floor(e/60),n=e%60;return t===0?`${n}\u00a0min`:n===0?`${t}\u00a0h`:`${t}\u00a0h\u00a0${String(n).padStart(2,`0`)}`}function bt(e,t,n){return`${z(e,t,{weekday:`short`})}\u00a0${z(e,t,{day:`numeric`})},\u00a0${V(e,n)}`}function xt(e,t){let n=vt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:e.config.time_zone,...n===void 0?{}:{hour12:n}}).format(new Date(t))}function H(e,t,n=2){return new Intl.NumberFormat(e.locale.language,{maximumFractionDigits:n}).format(t)}function St(e,t){return new Intl.NumberFormat(e.locale.language,{style:`currency`,currency:`EUR`}).format(t)}function Ct(e,t){return new Intl.NumberFormat(e.locale.language,{minimumFractionDigits:2,maximumFractionDigits:2}).format(t)}function U(e){return e.slice(0,10)}function W(e){return Number(e.slice(11,13))*60+Number(e.slice(14,16))}function wt(e,t){let[,n,r,i]=/([+-])(\d\d):(\d\d)$/.exec(t)??[],a=Number(r??0)*60+Number(i??0);return(e.getUTCHours()*60+e.getUTCMinutes()+(n===`-`?-a:a)+1440)%1440}function Tt(e){return e.filter(e=>!e.superseded&&e.status!==`class_council`)}function Et(e){let[t,n]=[U(e.start),U(e.end)];if(t===n)return[e];let[r,i]=[e.start.slice(10),e.end.slice(10)],a=i>r?i:`T23:59:00${r.slice(9)}`;return mt(t,n).map(t=>({...e,start:`${t}${r}`,end:`${t}${a}`}))}function Dt(e){return B(e.flatMap(Et).sort((e,t)=>e.start.localeCompare(t.start)||t.end.localeCompare(e.end)),e=>U(e.start))}function Ot(e,t){return e.filter(e=>e.attended&&Date.parse(e.end)>+t).map(e=>U(e.start)).sort()[0]}function kt(e){let t=[],n=[],r=[],i=()=>{for(let e of n)e.lanes=r.length;t.push(...n),n=[],r=[]};for(let t of e){r.every(e=>e<=t.start)&&i();let e=r.findIndex(e=>e<=t.start),a=e===-1?r.length:e;r[a]=t.end,n.push({lesson:t,lane:a,lanes:1})}return i(),t}function At(e,t=10){let n=[],r;for(let i of e){let e=W(i.start);if(r!==void 0&&e-r>=t){let t=i.after_lunch;n.push({start:r,end:e,lunch:t})}r=Math.max(r??0,W(i.end))}return n}function jt(e){return Date.parse(e.end)-Date.parse(e.start)}function Mt(e,t=/* @__PURE__ */ new Map){let n=/* @__PURE__ */ new Map;for(let r of e){if(r.status!==`moved`)continue;let i=t.get(r.key),a=Nt(r,e.filter(e=>e.status===`canceled`&&e.subject===r.subject&&e.teachers.join()===r.teachers.join()&&jt(e)===jt(r)&&(i===void 0||i===e.start)&&!n.has(e)));a!==void 0&&n.set(a,r.start);let o=i??a?.start;o!==void 0&&n.set(r,o)}return n}function Nt(e,t){let n=t=>Math.abs(Date.parse(t.start)-Date.parse(e.start));return t.sort((e,t)=>n(e)-n(t))[0]}function Pt(e,t){return t.find(t=>t.superseded&&t.start<e.end&&t.end>e.start)}var Ft=/^\d{4}-\d\d-\d\d$/;function It(e,t,n,r){let{facts:i}=n,a=t.changes,o=e=>{let t=i[e];return typeof t==`string`?t:``},s=t=>{let n=o(t);return Ft.test(n)?z(e,n,{weekday:`short`,day:`numeric`,month:`short`}):n&&bt(e,U(n),W(n))},c=t=>{let n=i[t];return typeof n==`number`?H(e,n):``},l=t=>{let n=i[t];return typeof n==`number`?St(e,n):``},u=(e,t)=>{let n=t(`previous_${e}`);return n&&`${n} → ${t(e)}`},d=c(`minutes`)&&`${c(`minutes`)}\u00a0min`,f=t=>o(t)&&V(e,W(o(t))),p=s(`date`),[ee=``]=n.type.split(`_`);return({lesson:[o(`subject`)||o(`memo`),u(`start`,s)||s(`start`),u(`teacher`,o),u(`room`,o)],test:[o(`subject`),s(`start`)],teacher:[o(`teacher`),s(`start`)&&`${s(`start`)} – ${s(`end`)}`],start:[p,p&&`${f(`before`)} → ${f(`after`)}`],end:[p,p&&`${f(`before`)} → ${f(`after`)}`],grade:[o(`subject`),r?``:c(`value`)&&`${c(`value`)}\u00a0/\u00a0${c(`out_of`)}`,o(`title`)],homework:[o(`subject`),s(`due`)&&a.due.replace(`{day}`,s(`due`)),o(`text`)],evaluation:[o(`subject`),o(`name`)],absence:[s(`start`),o(`reason`)],announcement:[s(`start`),o(`reason`)],delay:[s(`start`),d,o(`reason`)],exemption:[s(`start`),o(`subject`)],document:[o(`name`),o(`author`)],balance:[o(`name`),r?``:l(`balance`)],punishment:[o(`name`),s(`detention_start`),o(`reason`)],observation:[o(`heading`),o(`subject`),o(`text`)],news:[o(`title`),o(`author`)],survey:[o(`title`),o(`author`)],message:[o(`subject`),o(`author`)],report:[o(`period`)],menu:[s(`date`),o(`name`)],period:[o(`period`)]}[ee===`new`?n.type.split(`_`)[1]??``:ee]??[]).filter(Boolean)}function Lt(e){let t={lesson_canceled:`mdi:calendar-remove`,lesson_removed:`mdi:calendar-remove`,lesson:`mdi:calendar-edit`,test:`mdi:pencil-ruler`,teacher:`mdi:account-off-outline`,start:`mdi:clock-start`,end:`mdi:clock-end`,grade:`mdi:school`,evaluation:`mdi:clipboard-check`,homework:`mdi:book-open-variant`,absence:`mdi:account-off`,announcement:`mdi:account-check`,announcement_refused:`mdi:account-cancel`,exemption:`mdi:account-check-outline`,exemption_refused:`mdi:account-cancel-outline`,balance:`mdi:wallet-outline`,document:`mdi:file-document-outline`,document_to_sign:`mdi:file-sign`,delay:`mdi:clock-alert`,punishment:`mdi:gavel`,observation:`mdi:message-alert`,news:`mdi:newspaper-variant`,survey:`mdi:poll`,message:`mdi:email`,report:`mdi:certificate`,menu:`mdi:silverware-fork-knife`,period:`mdi:calendar-range`},n=e.replace(/^new_/,``).split(`_`)[0]??``;return t[e]??t[n]??`mdi:information`}function Rt(e){return/^(lesson_(canceled|removed)|new_(absence|delay|punishment))$/.test(e)}var zt=[`absence`,`announcement`,`day`,`delay`,`document`,`evaluation`,`exemption`,`grade`,`homework`,`lesson`,`menu`,`message`,`news`,`observation`,`period`,`punishment`,`report_card`,`survey`,`wallet`];function Bt(e,t,n,r){let i=/* @__PURE__ */ new Map;return e.connection.subscribeMessage(({states:e})=>{for(let t of Vt(e))i.set(t.key,t);r([...i.values()].filter(({at:e})=>Date.parse(e)>=+n).sort((e,t)=>t.at.localeCompare(e.at)))},{type:`history/stream`,entity_ids:t,start_time:n.toISOString(),include_start_time_state:!1,significant_changes_only:!1,minimal_response:!1,no_attributes:!1})}function Vt(e){return Object.entries(e).flatMap(([e,t])=>t.flatMap(({s:t,a:n})=>{let r=n.event_type;return typeof r==`string`&&!Number.isNaN(Date.parse(t))?[{key:`${e} ${t}`,at:t,type:r,facts:n}]:[]}))}function Ht(e){let t=/* @__PURE__ */ new Map;for(let{type:n,facts:r}of[...e].reverse()){let{key:e,previous_start:i}=r;n===`lesson_moved`&&typeof e==`string`&&typeof i==`string`&&t.set(e,i)}return t}var Ut=7,Wt=class extends P{constructor(...e){super(...e),this.followed=zt.map(e=>[`event`,e]),this.clock=new F(this),this.changes=new M(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=this.events(e,t);if(n.length===0)return;let r=this.config?.back??Ut,i=L(R(e,this.clock.now),-r),a=[];return{key:`changes ${n.join()} ${i}`,version:j(e,n[0]),watch:t=>Bt(e,n,/* @__PURE__ */ new Date(`${i}T00:00:00`),e=>{a=e,t()}),load:()=>Promise.resolve(a)}})}static{this.styles=[A,o`
      .days {
        columns: 380px;
        column-gap: 40px;
      }
      h3 {
        margin: 16px 0 4px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
        break-after: avoid;
      }
      section:first-child h3 {
        margin-top: 0;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      li {
        display: grid;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        break-inside: avoid;
      }
      ha-icon {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--accent);
        --mdc-icon-size: 20px;
        --ha-icon-size: 20px;
      }
      .grave ha-icon {
        background: color-mix(in srgb, var(--alarm) 14%, transparent);
        color: var(--alarm);
      }
      h4 {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      p.details {
        display: -webkit-box;
        overflow: hidden;
        color: var(--faint);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      time {
        color: var(--faint);
        font-size: var(--small);
        line-height: 20px;
        font-variant-numeric: tabular-nums;
      }
    `]}static getConfigForm(){return N({name:`back`,default:Ut,selector:{number:{min:1,max:30,mode:`box`}}},{name:`topics`,selector:{select:{multiple:!0,options:zt.map(e=>({value:e,label:O().changes.topics[e]}))}}},{name:`discreet`,label:`hide_grades`,selector:{boolean:{}}})}heading(e){return`${this.strings.changes.title} – ${e.name}`}content(e,t){let{strings:n}=this;if(this.events(e,t).length===0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.changes;return this.known(r,i,t=>t.length===0?x`<p class="empty">${n.changes.none}</p>`:x`<div class="days" aria-live="polite">
            ${this.days(e,t)}
          </div>`)}days(e,t){let n=R(e,this.clock.now);return[...B(t,({at:t})=>R(e,new Date(t)))].map(([t,r])=>x`<section>
          <h3>${this.dayName(e,t,n)}</h3>
          <ul>
            ${r.map(t=>this.change(e,t))}
          </ul>
        </section>`)}dayName(e,t,n){return _t(this.strings,t,n)??z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}change(e,t){let{strings:n}=this,r=It(e,n,t,this.config?.discreet===!0);return x`<li class=${Rt(t.type)?`grave`:``}>
      <ha-icon icon=${Lt(t.type)} aria-hidden="true"></ha-icon>
      <div>
        <h4>${n.changes.types[t.type]??t.type}</h4>
        <p class="details">${r.join(` · `)}</p>
      </div>
      <time datetime=${t.at}>${xt(e,t.at)}</time>
    </li>`}events(e,t){let n=this.config?.topics;return zt.filter(e=>!n?.length||n.includes(e)).map(n=>t.entity(`event`,n)??Ge(e,t,`event`,n)).filter(e=>e!==void 0)}},Gt=/^#[0-9a-f]{6}$/i;function G(e){return e!=null&&Gt.test(e)?`--color: ${e}`:C}var Kt=100,qt=28,Jt=3;function Yt(e){let t=e.map(({value:e})=>e),[n,r]=[Math.min(...t),Math.max(...t)],[i,a]=[e[0]?.at??0,e.at(-1)?.at??0];return e.map(({at:e,value:t})=>[Jt+(e-i)/(a-i||1)*94,r===n?qt/2:Jt+(r-t)/(r-n)*22])}function Xt(e){if(e===void 0||e.length<2)return C;let t=Yt(e),[n,r]=t.at(-1);return x`<svg
    class="spark"
    viewBox="0 0 ${Kt} ${qt}"
    aria-hidden="true"
  >
    ${Te`<polyline points=${t.map(e=>e.join()).join(` `)} />
      <circle cx=${n} cy=${r} r="2.5" />`}
  </svg>`}async function Zt(e,t,n,r){return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:!0})).response}async function Qt(e,t,n,r){return(await Zt(e,t,`get_menus`,{start_date:n,end_date:r})).menus}async function $t(e,t,n,r){return(await Zt(e,t,`get_timetable`,{start_date:n,end_date:r})).lessons}async function en(e,t,n,r){return(await Zt(e,t,`get_homework`,{start_date:n,end_date:r})).homework}function tn(e,t,n){return Zt(e,t,`get_grades`,n===void 0?{}:{period:n})}var nn=864e5;async function rn(e,t,n,r){if(t.length===0)return/* @__PURE__ */ new Map;let i=await e.callWS({type:`recorder/statistics_during_period`,start_time:(/* @__PURE__ */ new Date(+n-r*nn)).toISOString(),statistic_ids:t,period:`day`,types:[`mean`]});return new Map(Object.entries(i).map(([e,t])=>[e,t.flatMap(({start:e,mean:t})=>t==null?[]:[{at:e,value:t}])]))}var an=o`
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
    gap: 24px 40px;
  }
  .overall {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 24px;
    margin-bottom: 16px;
  }
  .overall b {
    font-size: 40px;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
  }
  .overall small,
  .faint {
    color: var(--faint);
  }
  .overall small {
    font-size: var(--large);
  }
  .spark {
    display: block;
    overflow: visible;
    stroke: var(--color, var(--accent));
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    fill: none;
  }
  .spark circle {
    fill: var(--color, var(--accent));
    stroke: none;
  }
  .overall .spark {
    width: 100%;
    max-width: 240px;
    height: 56px;
    justify-self: end;
  }
  h3 {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  .subject,
  .grade {
    display: grid;
    align-items: center;
    gap: 0 12px;
    padding: 7px 0;
  }
  .subject {
    grid-template-columns: 4px minmax(0, 1fr) 72px 3.2em;
  }
  .bar {
    align-self: stretch;
    border-radius: 2px;
    background: var(--color, var(--line));
  }
  .name {
    overflow-wrap: anywhere;
  }
  .value {
    font-size: var(--large);
    font-weight: var(--strong);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .value small {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
    font-size: var(--small);
  }
  .small {
    display: block;
    color: var(--faint);
    font-size: var(--small);
  }
  .subject .spark {
    width: 72px;
    height: 24px;
  }
  .grade {
    grid-template-columns: 4px minmax(0, 1fr) auto;
    break-inside: avoid;
  }
  @container (min-width: 1200px) {
    .parts {
      grid-template-columns: minmax(0, 5fr) minmax(0, 9fr);
    }
    .grades {
      columns: 2;
      column-gap: 40px;
    }
  }
  .scale {
    position: relative;
    grid-column: 2 / -1;
    height: 4px;
    margin: 7px 0 3px;
    border-radius: 2px;
    background: var(--wash);
  }
  .scale .class {
    position: absolute;
    inset-block: 0;
    border-radius: 2px;
    background: color-mix(in srgb, var(--ink) 18%, transparent);
  }
  .scale i {
    position: absolute;
    top: -3px;
    width: 2px;
    height: 10px;
    margin-inline-start: -1px;
    border-radius: 1px;
    background: var(--faint);
  }
  .scale i.own {
    top: -4px;
    width: 12px;
    height: 12px;
    margin-inline-start: -6px;
    border-radius: 50%;
    background: var(--color, var(--accent));
    box-shadow: 0 0 0 2px var(--card-background-color, #fff);
  }
  @container (max-width: 320px) {
    .overall .spark {
      display: none;
    }
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) 44px 3.2em;
    }
    .subject .spark {
      width: 44px;
    }
  }
  @container (max-width: 240px) {
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) auto;
    }
    .subject .curve {
      display: none;
    }
  }
  .comment {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  select {
    min-height: var(--finger);
    max-width: 100%;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  .veil {
    min-height: var(--finger);
    padding: 6px 12px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .veil:hover {
    background: var(--wash);
  }
`,on=8,sn=20,cn=120,ln=class extends P{constructor(...e){super(...e),this.followed=[[`sensor`,`overall_average`],[`sensor`,`class_average`],[`sensor`,`last_grade`],[`event`,`grade`]],this.clock=new F(this),this.book=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0&&this.isFollowed(t))return{key:`grades ${t.device}`,version:this.version(e),load:()=>tn(e,t.device)}}),this.former=new M(this,()=>{let{hass:e,child:t,chosen:n}=this;if(e!==void 0&&t!==void 0&&n!==void 0)return{key:`grades ${t.device} ${n}`,load:()=>tn(e,t.device,n)}}),this.curves=new M(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=[...this.sensors(e,t).values()];return{key:`curves ${n.join()}`,version:`${R(e,this.clock.now)} ${this.version(e)}`,load:()=>rn(e,n,this.clock.now,cn)}})}static{this.properties={...P.properties,unveiled:{state:!0},chosen:{state:!0}}}static{this.styles=[A,an]}static getConfigForm(){return N({name:`grades`,default:on,selector:{number:{min:1,max:50,mode:`box`}}},{name:`discreet`,selector:{boolean:{}}})}setConfig(e){super.setConfig(e),this.chosen=void 0}heading(e){return`${this.strings.grades.title} – ${e.name}`}tools(e){return x`${this.periods(e)} ${this.veil()}`}periods(e){let t=this.book.value,n=R(e,this.clock.now),r=(t?.periods??[]).filter(({start:e})=>e===null||e<=n);return t===void 0||r.length<2?C:x`<select
      aria-label=${this.strings.grades.period}
      @change=${e=>{let{value:n}=e.target;this.chosen=n===t.period?void 0:n}}
    >
      ${r.map(({name:e})=>x`<option
            value=${e}
            .selected=${e===(this.chosen??t.period)}
          >
            ${e}
          </option>`)}
    </select>`}veil(){if(this.config?.discreet!==!0)return C;let{show:e,hide:t}=this.strings.grades,n=this.unveiled===!0;return x`<button
      class="veil"
      aria-pressed=${n?`true`:`false`}
      @click=${()=>{this.unveiled=!n}}
    >
      ${n?t:e}
    </button>`}content(e,t){let{strings:n}=this;if(!this.isFollowed(t))return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.chosen===void 0?this.book:this.former;return this.known(r,i,r=>dn(r)?x`<p class="empty">
            ${n.grades.none.replace(`{period}`,r.period)}
          </p>`:x`<div class="parts">
            ${this.averages(e,t,r)} ${this.last(e,r)}
          </div>`)}get veiled(){return this.config?.discreet===!0&&this.unveiled!==!0}figure(e){return this.veiled?x`<span aria-hidden="true">•••</span>`:e}isFollowed(e){return this.followed.some(([t,n])=>e.entity(t,n)!==void 0)}version(e){return this.watched().filter(t=>j(e,t)!==`away`).map(t=>e.states[t]?.last_updated).join()||`away`}sensors(e,t){let n=/* @__PURE__ */ new Map,r=t.entity(`sensor`,`overall_average`);r!==void 0&&n.set(``,r);for(let r of t.entities(`sensor`,`subject_average`)){let t=e.states[r]?.attributes.subject;typeof t==`string`&&n.set(t,r)}return n}curve(e,t,n){let r=this.sensors(e,t).get(n);return r===void 0||this.veiled||this.chosen!==void 0?void 0:this.curves.value?.get(r)}averages(e,t,n){let r=this.strings.grades;return x`<section>
      ${k(n.overall_average!==null,()=>x`<div class="overall">
            <p>
              <span class="faint">${r.overall}, ${n.period}</span><br />
              <b>${this.figure(Ct(e,n.overall_average))}</b>
              <small>/ ${H(e,n.out_of)}</small><br />
              ${k(n.class_overall_average!==null,()=>x`<span class="faint"
                    >${r.class}
                    ${Ct(e,n.class_overall_average)}</span
                  >`)}
            </p>
            ${Xt(this.curve(e,t,``))}
          </div>`)}
      <h3>${r.subjects}</h3>
      <ul>
        ${n.subjects.filter(({average:e})=>e!==null).map(n=>this.subject(e,n,this.curve(e,t,n.subject)))}
      </ul>
    </section>`}subject(e,t,n){let r=this.strings.grades;return x`<li class="subject" style=${G(t.color)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}
        ${k(t.class_average!==null,()=>x`<span class="small"
              >${r.class}
              ${Ct(e,t.class_average)}</span
            >`)}</span
      >
      <span class="curve">${Xt(n)}</span>
      <span class="value"
        >${this.figure(x`${Ct(e,t.average)}${un(e,t.out_of)}`)}</span
      >
    </li>`}last(e,t){let n=new Map(t.subjects.map(({subject:e,color:t})=>[e,t])),r=t.grades.slice(0,this.config?.grades??on);return x`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul class="grades">
        ${r.map(t=>this.grade(e,t,n.get(t.subject??``)))}
      </ul>
    </section>`}grade(e,t,n){let r=this.strings.grades,i=[z(e,t.date,{day:`numeric`,month:`short`}),t.title??``,t.coefficient===1?``:`${r.coefficient} ${H(e,t.coefficient)}`,t.optional?r.optional:``,t.bonus?r.bonus:``].filter(Boolean);return x`<li class="grade" style=${G(n)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}<span class="small">${i.join(` · `)}</span></span
      >
      <span class="value"
        >${this.figure(t.value===null?r.codes[t.code??``]??`–`:x`${H(e,t.value)}${un(e,t.out_of)}`)}</span
      >
      ${this.context(e,t)}
      ${k(t.comment&&!this.veiled,()=>x`<span class="small comment">${t.comment}</span>`)}
    </li>`}context(e,{value:t,out_of:n,lowest:r,highest:i,class_average:a}){if(a===null||!n)return C;let o=e=>`inset-inline-start: ${Math.min(100,Math.max(0,e/n*100))}%`,s=this.strings.grades,c=r===null||i===null?``:` (${H(e,r)} – ${H(e,i)})`,l=`${s.class} ${H(e,a)}${c}`;return x`<span class="scale" role="img" aria-label=${l} title=${l}>
        ${r===null||i===null?C:x`<span
                class="class"
                style="${o(r)}; inset-inline-end: ${100-Math.min(100,i/n*100)}%"
              ></span>`}
        <i style=${o(a)}></i>
        ${t===null||this.veiled?C:x`<i class="own" style=${o(t)}></i>`}
      </span>
      <span class="small comment" aria-hidden="true">${l}</span>`}};function un(e,t){return t===null||t===sn?C:x`<small> /${H(e,t)}</small>`}function dn(e){return e.grades.length===0&&e.overall_average===null}var fn=`M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z`,pn=`M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z`;function mn(e){let t=e.filter(e=>e!==null);return t.length===0?C:x`<ul class="files">
    ${t.map(e=>{let t=x`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path d=${e.kind===`file`?fn:pn} />
      </svg>`;return x`<li>
        ${hn(e.url)?x`<a href=${e.url} target="_blank" rel="noopener noreferrer"
                >${t}<span>${e.name}</span></a
              >`:x`<span>${t}<span>${e.name}</span></span>`}
      </li>`})}
  </ul>`}function hn(e){return e!==null&&/^(https?:\/\/|\/api\/)/i.test(e)}function gn(e,t,n){return e.connection.subscribeMessage(n,{type:`todo/item/subscribe`,entity_id:t})}async function _n(e,t,n,r){await e.callService(`todo`,`update_item`,{item:n,status:r?`completed`:`needs_action`},{entity_id:t})}var vn=14,yn=class extends P{constructor(...e){super(...e),this.followed=[[`todo`,`homework`]],this.clock=new F(this),this.homework=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`todo`,`homework`);if(e===void 0||t===void 0||n===void 0)return;let r=this.today(e),i=L(r,-14),a=L(r,this.config?.days??vn);return{key:`homework ${n} ${i} ${a}`,version:j(e,n),watch:t=>gn(e,n,t),load:()=>en(e,t.device,i,a)}})}static{this.properties={...P.properties,refusal:{state:!0}}}static{this.styles=[A,o`
      .days {
        columns: 340px;
        column-gap: 32px;
      }
      .day {
        margin-bottom: 20px;
        break-inside: avoid;
      }
      .day:last-child {
        margin-bottom: 0;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      h3 span:first-child::first-letter {
        text-transform: uppercase;
      }
      h3 .left {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
      }
      .late h3 {
        color: var(--alarm-ink);
      }
      .work {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr);
        align-items: start;
        padding: 8px 0 4px;
      }
      label {
        display: grid;
        place-items: center start;
        width: var(--finger);
        height: var(--finger);
        margin: -8px 0;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      h4 {
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        font-size: var(--large);
        font-weight: var(--strong);
        line-height: 28px;
        overflow-wrap: anywhere;
      }
      .work p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .work .marks {
        color: var(--faint);
        font-size: var(--small);
      }
      .done h4,
      .done p {
        color: var(--faint);
      }
      .done h4 {
        text-decoration: line-through;
        border-inline-start-color: var(--line);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 6px 0 2px;
      }
      .files li {
        min-width: 0;
      }
      .files li > * {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 5px 10px 5px 6px;
        border-radius: 16px;
        background: var(--wash);
        color: var(--ink);
        text-decoration: none;
      }
      @media (pointer: coarse) {
        .files li > * {
          min-height: var(--finger);
          box-sizing: border-box;
          padding-inline: 12px 16px;
          border-radius: calc(var(--finger) / 2);
        }
      }
      .files a:hover {
        background: color-mix(in srgb, var(--accent) 16%, transparent);
      }
      .files span span,
      .files a span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .files svg {
        flex: none;
        width: 18px;
        height: 18px;
        fill: var(--faint);
      }
      .note {
        margin-top: 16px;
        color: var(--faint);
        font-size: var(--small);
      }
    `]}static getConfigForm(){return N({name:`days`,default:vn,selector:{number:{min:1,max:30,mode:`box`}}},{name:`hide_done`,selector:{boolean:{}}})}heading(e){return`${this.strings.homework.title} – ${e.name}`}content(e,t){let{strings:n}=this,r=t.entity(`todo`,`homework`);if(r===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:i,error:a}=this.homework;return this.known(i,this.refusal??a,t=>{let i=this.shown(e,t);return i.length===0?x`<p class="empty">${n.homework.none}</p>`:x`<div class="days">${this.days(e,r,i)}</div>
            ${k(e.states[r]?.attributes.ticks===`home_assistant`,()=>x`<p class="note">${n.homework.atHome}</p>`)}`})}today(e){return R(e,this.clock.now)}shown(e,t){let n=this.today(e),r=this.config?.hide_done===!0;return t.filter(({due:e,done:t})=>!t||e>=n&&!r)}days(e,t,n){let r=this.today(e);return[...B(n,({due:e})=>e<r?``:e)].sort(([e],[t])=>e.localeCompare(t)).map(([n,i])=>{let a=i.filter(e=>!e.done).reduce((e,t)=>e+(t.duration??0),0);return x`<section class=${n===``?`day late`:`day`}>
          <h3>
            <span>${this.dayName(e,n,r)}</span>
            ${k(a,()=>x`<span class="left">${yt(a)}</span>`)}
          </h3>
          <ul>
            ${i.map(r=>this.work(e,t,r,n===``))}
          </ul>
        </section>`})}dayName(e,t,n){if(t===``)return this.strings.homework.late;let r=z(e,t,{weekday:`long`,day:`numeric`,month:`long`}),i=_t(this.strings,t,n);return i===void 0?r:`${i}, ${r}`}work(e,t,n,r){let i=this.strings.homework,a=n.subject??i.work,o=[r?z(e,n.due,{day:`numeric`,month:`short`}):``,n.duration?yt(n.duration):``,i.difficulties[n.difficulty??``]??``,i.returns[n.hand_in_method??``]??``].filter(Boolean);return x`<li class=${n.done?`work done`:`work`}>
      <label>
        <input
          type="checkbox"
          aria-label="${i.done} ${a}"
          .checked=${n.done}
          @change=${r=>void this.tick(e,t,n,r.target.checked)}
        />
      </label>
      <div>
        <h4 style=${G(n.color)}>${a}</h4>
        <p>${n.text}</p>
        ${k(o.length,()=>x`<p class="marks">${o.join(` · `)}</p>`)}
        ${mn([...n.attachments,n.handed_in,n.corrected])}
      </div>
    </li>`}async tick(e,t,n,r){this.refusal=void 0,this.assume(n,r);try{await _n(e,t,n.key,r)}catch(e){this.refusal=et(e),this.assume(n,!r)}}assume(e,t){let{value:n}=this.homework;n!==void 0&&this.homework.assume(n.map(n=>n.key===e.key?{...n,done:t}:n))}},bn=class{constructor(e,t){this.host=e,this.width=t,this.value=!0,this.observer=new ResizeObserver(([e])=>{if(e===void 0||e.contentRect.width===0)return;let t=e.contentRect.width<this.width;t!==this.value&&(this.value=t,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.value=this.host.clientWidth<this.width,this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}},xn=o`
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 4px;
    margin-bottom: 12px;
  }
  .strip button {
    min-height: var(--finger);
    padding: 4px 0;
    border-radius: var(--round);
    color: var(--faint);
    font-size: var(--small);
    line-height: 1.3;
    text-align: center;
  }
  .strip b {
    display: block;
    color: var(--ink);
    font-size: var(--large);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .strip button:hover {
    background: var(--wash);
  }
  .strip .free b {
    color: var(--faint);
  }
  .strip .today,
  .strip .today b {
    color: var(--accent-ink);
  }
  .strip button[aria-pressed="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
`;function Sn(e,t,n,r,i,a,o){return x`<div class="strip" role="group" aria-label=${t.days}>
    ${n.map(t=>x`<button
          class="${t===r?`today`:``} ${o(t)?``:`free`}"
          aria-pressed=${t===i?`true`:`false`}
          aria-label=${z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}
          @click=${()=>a(t)}
        >
          ${z(e,t,{weekday:`short`})}
          <b>${z(e,t,{day:`numeric`})}</b>
        </button>`)}
  </div>`}var Cn=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,wn=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,Tn=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return L(pt(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=gt(e,n,r);return x`<nav class="weeks" aria-label=${t.weeks}>
      ${this.arrow(t.previousWeek,Cn,-1)}
      ${this.chosen?x`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:x`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,wn,1)}
    </nav>`}arrow(e,t,n){return x`<button
      class="step"
      aria-label=${e}
      title=${e}
      @click=${()=>this.step(n)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
    </button>`}};function En(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${L(r,1)}T00:00:00`})}function Dn(e,t,n){let r=Ge(e,t,`calendar`,`holidays`);if(r===void 0)return;let i=L(n,6),a=[];return{key:`holidays ${r} ${n}`,version:j(e,r),watch:t=>En(e,r,n,i,e=>{a=e,t()}),load:()=>Promise.resolve(On(a))}}function On(e){let t=/* @__PURE__ */ new Map;for(let{start:n,end:r,summary:i}of e){let e=L(r.slice(0,10),-1);for(let r of mt(n.slice(0,10),e))t.set(r,i)}return t}function kn(e,t){let n=t.map(t=>e?.get(t));return n.includes(void 0)?void 0:n[0]}var An=640,jn=class extends P{constructor(...e){super(...e),this.followed=[[`calendar`,`menus`]],this.narrow=new bn(this,An),this.clock=new F(this),this.weeks=new Tn(this),this.menus=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=L(r,6);return{key:`menus ${n} ${r}`,version:j(e,n),watch:t=>En(e,n,r,i,t),load:()=>Qt(this.hass??e,t.device,r,i)}}),this.holidays=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return Dn(e,t,this.monday(e))})}static{this.properties={...P.properties,chosen:{state:!0}}}static{this.styles=[A,xn,o`
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
        color: var(--accent-ink);
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
        background: var(--color, var(--line));
      }
    `]}static getConfigForm(){return N({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,L(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return this.known(r,i,t=>t.length===0?x`<p class="empty">${this.reason(e)??n.menu.none}</p>`:this.days(e,t))}reason(e){let t=this.monday(e);return kn(this.holidays.value,mt(t,L(t,4)))}monday(e){let t=R(e,this.clock.now);return this.weeks.monday(ft(t)>5?L(t,2):t)}days(e,t){let n=R(e,this.clock.now),r=B(t,e=>e.date),i=[...r.keys()].sort();if(!this.narrow.value)return this.week(e,r,i,n);let a=i.find(e=>e===this.chosen)??i.find(e=>e>=n)??i.at(-1);return x`
      ${Sn(e,this.strings,i,n,a,e=>{this.chosen=e},()=>!0)}
      ${this.week(e,r,[a],n)}
    `}week(e,t,n,r){return x`<ol class="days" aria-live="polite">
      ${n.map(n=>{let i=t.get(n)??[];return x`<li class=${n===r?`day today`:`day`}>
          <h3>
            ${z(e,n,{weekday:`long`,day:`numeric`,month:`short`})}
            ${n===r?x`<span class="hidden">(${this.strings.today})</span>`:C}
          </h3>
          ${i.map(e=>this.meal(e,i.length>1))}
        </li>`})}
    </ol>`}meal(e,t){let{menu:n,schoolsOwn:r}=this.strings,i=B(e.dishes,e=>e.course);return x`
      ${t?x`<h4>${r&&e.name||n[e.meal]}</h4>`:C}
      <dl>
        ${[...i].map(([e,t])=>x`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return x`<dd>
      ${e.name}
      ${t.length===0?C:x`<ul class="labels">
              ${t.map(e=>Mn(e))}
            </ul>`}
    </dd>`}};function Mn(e){return x`<li style=${G(e.color)}>${e.name}</li>`}var Nn=[`normal`,`test`,`exempted`,`detention`];function Pn(e){let t=e.filter(e=>e.counts),[n]=t;if(n===void 0)return;let[r]=t.map(({end:e})=>e).sort().reverse();return[n.start,r]}function Fn(e,t,n){let r=Dt(Tt(e)),i=[...r.keys()].find(e=>e>n),a=Pn(r.get(n)??[]),o=a?.[1];return{end:o!==void 0&&Date.parse(o)>+t?o:void 0,schoolToday:a!==void 0,next:i===void 0?void 0:{day:i,hours:Pn(r.get(i)??[])},changed:[n,i].flatMap(e=>r.get(e??``)??[]).filter(e=>Date.parse(e.end)>+t&&In(e))}}function In({held:e,status:t}){return!e||!Nn.includes(t)}var Ln=2**53-1;function Rn(e){return e===void 0?Ln:Date.parse(e)}function zn(e,t){return Rn(e.end)-Rn(t.end)||Rn(e.next?.hours?.[0])-Rn(t.next?.hours?.[0])}function K(e,t){let{lesson:n,study:r}=e.timetable;return t.subject===null?t.study_hour?r:t.memo?t.memo:Hn(e,t)??n:t.subject}function Bn(e){return Math.max(...e.split(/[\s-]+/).map(({length:e})=>e))}function Vn(e,t){let n=t.status===`normal`&&!t.test&&!t.no_pupils&&t.exemption===null&&!t.exempted?void 0:Hn(e,t);return n===K(e,t)?void 0:n}function Hn(e,t){let n=e.timetable.statuses[Un(t)];return e.schoolsOwn?t.status_text??n:n??t.status_text??void 0}function Un(e){return e.held?e.no_pupils?`class_absent`:e.exempted?`exempted`:e.test&&e.status===`normal`?`test`:e.status:e.status}function Wn(e,t){return`${V(e,W(t.start))} – ${V(e,W(t.end))}`}function Gn(e,t,n,r){if(r===void 0)return;let i=bt(e,U(r),W(r));return(n.held?t.timetable.movedFrom:t.timetable.movedTo).replace(`{moment}`,i)}var Kn=6,qn=class extends Je{constructor(...e){super(...e),this.clock=new F(this),this.lessons=new M(this,()=>{let{hass:e}=this;if(e===void 0)return;let t=Yn(this.shown(e));if(t.length===0)return;let n=R(e,this.clock.now),r=L(n,Kn),i=t.filter(t=>j(e,t)!==Ye);return{key:`overview ${t.join()} ${n}`,version:i.join()||`away`,watch:async t=>{let a=await Promise.all(i.map(i=>En(e,i,n,r,t)));return()=>void Promise.all(a.map(e=>e()))},load:()=>this.load(this.hass??e,n,r)}}),this.outage=new ot(this,()=>{let{hass:e,strings:t}=this;if(e===void 0)return;let n=this.shown(e).filter(t=>{let n=t.entity(`calendar`,`lessons`);return n!==void 0&&j(e,n)===`away`});return n.length===0?void 0:{hass:e,strings:t,devices:n.map(({device:e})=>e)}})}static{this.styles=[A,o`
      .child {
        display: grid;
        gap: 8px 32px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      .child:first-child {
        padding-top: 0;
        border-top: none;
      }
      .child:last-child {
        padding-bottom: 0;
      }
      h3 {
        font-size: var(--large);
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      p {
        color: var(--faint);
      }
      p b {
        color: var(--ink);
        font-weight: var(--strong);
      }
      .changed {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px 16px;
      }
      .changed li {
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        overflow-wrap: anywhere;
      }
      .what {
        font-weight: var(--strong);
      }
      .remark {
        display: block;
        color: var(--accent-ink);
      }
      .not-held .remark {
        color: var(--alarm-ink);
      }
      .not-held .what {
        color: var(--faint);
        text-decoration: line-through;
      }
      @container (min-width: 560px) {
        .child {
          grid-template-columns: minmax(180px, 1fr) 3fr;
        }
      }
    `]}static getStubConfig(){return{}}static getConfigForm(){return lt(ct,{name:`devices`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}})}getCardSize(){return 3}watched(){return this.hass===void 0?[]:Yn(this.shown(this.hass))}shown(e){let t=this.config?.devices;return Ue(e).filter(({device:e})=>!t?.length||t.includes(e))}async load(e,t,n){let r=this.shown(e).filter(Jn),i=await Promise.allSettled(r.map(({device:r})=>$t(e,r,t,n))),a=/* @__PURE__ */ new Map;for(let[e,t]of i.entries())t.status===`fulfilled`&&a.set(r[e].device,t.value);let[o]=i.filter(({status:e})=>e===`rejected`);if(a.size===0&&o?.status===`rejected`)throw o.reason;return a}render(){let{hass:e,config:t,strings:n}=this;if(e===void 0||t===void 0)return C;let r=this.shown(e);if(r.length===0)return this.nobody(n.overview.nobody);let{value:i,error:a}=this.lessons;return x`<ha-card>
      ${k(t.title,()=>x`<header><h2>${t.title}</h2></header>`)}
      ${Yn(r).length===0?x`<p class="empty">${n.notFollowed}</p>`:x`${k(this.outage.reason,e=>x`<p class="empty" role="status">${e}</p>`)}
            ${k(a,()=>x`<p class="error" role="alert">${a}</p>`)}
            ${this.family(e,r,i)}`}
    </ha-card>`}family(e,t,n){let{now:r}=this.clock,i=R(e,r);return x`<ul aria-live="polite">
      ${t.map(e=>{let t=n?.get(e.device);return{child:e,lessons:t,seen:Fn(t??[],r,i)}}).sort((e,t)=>zn(e.seen,t.seen)).map(({child:t,lessons:r,seen:a})=>x`<li class="child">
            <div>
              <h3>${t.name}</h3>
              ${r===void 0?this.unknown(n===void 0):[this.today(e,a),this.next(e,a,i)]}
            </div>
            ${this.allChanged(e,r??[],a,i)}
          </li>`)}
    </ul>`}unknown(e){let{loading:t,overview:n}=this.strings;return e&&this.outage.reason===void 0?x`<p class="waiting">${t}</p>`:x`<p>${n.unknown}</p>`}allChanged(e,t,n,r){if(n.changed.length===0)return C;let i=Mt(t);return x`<ul class="changed">
      ${n.changed.map(t=>this.changed(e,t,i.get(t),r))}
    </ul>`}today(e,{end:t,schoolToday:n,next:r}){let i=this.strings.overview;return t===void 0?n?x`<p>${i.finished}</p>`:r===void 0?x`<p>${i.noLesson}</p>`:C:x`<p>
        ${i.finishes} <b>${V(e,W(t))}</b>
      </p>`}next(e,{next:t},n){if(t===void 0)return C;let{overview:r}=this.strings,i=t.hours?.map(t=>V(e,W(t)));return x`<p>
      ${this.dayName(e,t.day,n)}${r.colon}
      <b>${i?.join(` – `)??r.nothingHeld}</b>
    </p>`}changed(e,t,n,r){let{strings:i}=this,a=Gn(e,i,t,n)??Vn(i,t),o=this.dayName(e,U(t.start),r),s=V(e,W(t.start));return x`<li
      class=${t.held?``:`not-held`}
      style=${G(t.color)}
    >
      <span class="what">${K(i,t)}</span>
      <span class="remark"
        >${[`${o}, ${s}`,a].filter(Boolean).join(` · `)}</span
      >
    </li>`}dayName(e,t,n){return _t(this.strings,t,n)??z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}};function Jn(e){return e.entity(`calendar`,`lessons`)!==void 0}function Yn(e){return e.map(e=>e.entity(`calendar`,`lessons`)).filter(e=>e!==void 0)}var q=60,Xn=40,Zn=o`
  .grid {
    --hour: clamp(60px, 5.2cqi, 88px);
    display: grid;
    grid-template-columns: auto repeat(var(--days), minmax(0, 1fr));
    font-size: clamp(12px, 1.15cqi, 16px);
  }
  .grid .head {
    padding-bottom: 8px;
    text-align: center;
    color: var(--faint);
    white-space: nowrap;
  }
  .grid .head b {
    display: block;
    width: 2em;
    margin: 2px auto 0;
    border-radius: 1em;
    color: var(--ink);
    font-size: 1.4em;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 2em;
  }
  .grid .head.today {
    color: var(--accent-ink);
  }
  .grid .head.today b {
    background: var(--accent-ink);
    color: var(--card-background-color, #fff);
  }
  .hours,
  .column {
    position: relative;
    height: calc(var(--hour) * var(--hours));
  }
  .hours {
    grid-column: 1;
    color: var(--faint);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .hours > span {
    display: block;
    height: var(--hour);
    padding-inline-end: 8px;
    text-align: end;
    transform: translateY(-0.7em);
  }
  .hours > span:last-child {
    height: 0;
  }
  .column {
    border-inline-start: 1px solid var(--line);
    background: repeating-linear-gradient(
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
  }
  .column.off {
    background: repeating-linear-gradient(
      -45deg,
      var(--wash) 0 6px,
      transparent 6px 14px
    );
  }
  .column .holiday {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 8px;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column > ol {
    position: absolute;
    inset: 0;
    margin-inline: 3px;
  }
  .column li {
    position: absolute;
    top: calc(var(--hour) * var(--from));
    height: calc(var(--hour) * var(--long));
    inset-inline-start: calc(100% / var(--lanes, 1) * var(--lane, 0));
    width: calc(100% / var(--lanes, 1));
    padding: 1px;
    box-sizing: border-box;
    container-type: inline-size;
  }
  .column .break {
    display: grid;
    place-items: center;
    color: var(--faint);
    font-size: 0.92em;
    text-align: center;
  }
  .column .lesson {
    display: flex;
    /* What finds no room below goes beside, out of sight, rather than be cut in its height. */
    flex-flow: column wrap;
    align-content: flex-start;
    column-gap: 1em;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding: 3px 4px 3px 6px;
    border-inline-start: 4px solid var(--color, var(--faint));
    border-radius: 6px;
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 20%,
      var(--card-background-color, #fff)
    );
    text-align: start;
    line-height: 1.25;
  }
  .column .lesson:hover {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 32%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson > * {
    flex: none;
    overflow: hidden;
    width: 100%;
  }
  .column .lesson .what {
    /* Whole lines, of whole words: the longest one gives the size of the letters. */
    max-height: round(down, 100%, 1lh);
    font-size: clamp(9px, (100cqi - 16px) / var(--letters) / 0.66, 1em);
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .column .lesson .where,
  .column .lesson .remark {
    font-size: 0.92em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .column .lesson .where,
  .column .lesson s {
    color: color-mix(in srgb, var(--ink) 75%, transparent);
  }
  .column .lesson .remark {
    font-weight: var(--strong);
  }
  .column .lesson s {
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .column .lesson .remark::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--accent);
  }
  .column .lesson.not-held .remark::before {
    background: var(--alarm);
  }
  .column .lesson.missed {
    border-inline-start-style: dashed;
    background: var(--card-background-color, #fff);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .column .lesson.missed .what,
  .column .lesson.missed .where {
    color: var(--faint);
  }
  .lesson.not-held .what {
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .column .lesson.past:not(.missed) {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 8%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson.past .what {
    color: var(--faint);
  }
  .column .now {
    position: absolute;
    z-index: 1;
    top: calc(var(--hour) * var(--from) - 1px);
    inset-inline: 0;
    height: 2px;
    background: var(--alarm);
    pointer-events: none;
  }
  .column .now::before {
    content: "";
    position: absolute;
    top: -4px;
    inset-inline-start: -5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--alarm);
  }
`;function Qn(e,t){return[`lesson`,e.held?``:`not-held`,e.attended?``:`missed`,Date.parse(e.end)<=+t?`past`:``].filter(Boolean).join(` `)}function $n(e,t){let n=t.flatMap(t=>e.days.get(t)??[]),r=Math.floor(Math.min(...n.map(({start:e})=>W(e)))/q),i=Math.max(...n.map(({end:e})=>W(e)))/q,a=Array.from({length:Math.ceil(i)-r},(e,t)=>r+t);return x`<div
    class="grid"
    style="--days: ${t.length}; --hours: ${i-r}"
  >
    <span></span>
    ${t.map(t=>x`<h3
          class=${t===e.today?`head today`:`head`}
          id="day-${t}"
        >
          ${z(e.hass,t,{weekday:`short`})}
          <b>${z(e.hass,t,{day:`numeric`})}</b>
        </h3>`)}
    <div class="hours" aria-hidden="true">
      ${a.map(t=>x`<span>${V(e.hass,t*q)}</span>`)}
    </div>
    ${t.map(t=>tr(e,t,r*q))}
  </div>`}function er(e,t,n){return`--from: ${(e-n)/q}; --long: ${(t-e)/q};`}function tr(e,t,n){let r=e.days.get(t)??[],i=r.length===0?e.holidays.get(t):void 0;return x`<div class=${i===void 0?`column`:`column off`}>
    ${i===void 0?C:x`<p class="holiday">${i}</p>`}
    <ol aria-labelledby="day-${t}">
      ${kt(r).map(t=>nr(e,t,n))}
      ${At(r,Xn).map(t=>x`<li class="break" style=${er(t.start,t.end,n)}>
            <span>
              ${t.lunch?e.strings.timetable.lunch:yt(t.end-t.start)}
            </span>
          </li>`)}
    </ol>
    ${t===e.today?rr(e,r,n):C}
  </div>`}function nr(e,t,n){let{hass:r,strings:i}=e,{lesson:a,lane:o,lanes:s}=t,c=Gn(r,i,a,e.moves.get(a)),l=c??Vn(i,a),u=c===void 0&&Pt(a,e.announced)?.subject,d=K(i,a),f=[...a.rooms,...a.teachers].join(` · `);return x`<li
    style="${er(W(a.start),W(a.end),n)} --lane: ${o}; --lanes: ${s}; --letters: ${Bn(d)}"
  >
    <button
      class=${Qn(a,e.now)}
      style=${G(a.color)}
      @click=${()=>e.open(a)}
    >
      <span class="hidden">${Wn(r,a)}</span>
      <span class="what" title=${d}>${d}</span>
      ${k(l,()=>x`<span class="remark" title=${l}
            >${l} ${k(u,()=>x`<s>${u}</s>`)}</span
          >`)}
      <span class="where" title=${f}>${f}</span>
    </button>
  </li>`}function rr(e,t,n){let[r]=t;if(r===void 0)return C;let i=wt(e.now,r.start),a=Math.max(...t.map(({end:e})=>W(e)));return i<W(r.start)||i>a?C:x`<div class="now" style=${er(i,i,n)}></div>`}var ir=o`
  .day-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    margin-bottom: 8px;
  }
  .day-head h3 {
    font-size: var(--large);
    font-weight: var(--strong);
  }
  .day-head h3::first-letter {
    text-transform: uppercase;
  }
  .day-head p {
    color: var(--faint);
  }
  .agenda {
    font-size: var(--large);
  }
  .agenda .lesson {
    display: grid;
    grid-template-columns: var(--time) 4px minmax(0, 1fr);
    gap: 0 10px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 7px 8px;
    border-radius: var(--round);
    line-height: 1.3;
    text-align: start;
  }
  .agenda .lesson:hover {
    background: var(--wash);
  }
  .agenda .lesson.present {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .agenda .when {
    font-variant-numeric: tabular-nums;
  }
  .agenda .when small,
  .agenda .more {
    display: block;
    color: var(--faint);
    font-size: var(--medium);
  }
  .agenda .bar {
    border-radius: 2px;
    background: var(--color, var(--faint));
  }
  .agenda .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .agenda .missed .what,
  .agenda .missed .when {
    color: var(--faint);
  }
  .agenda .missed .bar {
    opacity: 0.4;
  }
  .agenda .past .what,
  .agenda .past .when {
    color: var(--faint);
  }
  .agenda .remark {
    display: block;
    font-size: var(--medium);
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  .agenda .not-held .remark {
    color: var(--alarm-ink);
  }
  .agenda .break {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 2px 0;
    padding-inline-start: calc(var(--time) + 24px);
    color: var(--faint);
  }
  .agenda .break span {
    font-size: var(--medium);
  }
  .agenda .break::after {
    content: "";
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .agenda .break.now {
    color: var(--alarm-ink);
  }
  .agenda .break.now::after {
    border-top: 2px solid var(--alarm);
  }
`;function ar(e,t,n,r){let{hass:i,strings:a}=e,o=e.days.get(n)??[],s=o.filter(e=>e.attended),c=_t(a,n,e.today),l=z(i,n,{weekday:`long`,day:`numeric`,month:`long`});return x`
    ${Sn(i,a,t,e.today,n,r,t=>e.days.has(t))}
    <div class="day-head" aria-live="polite">
      <h3>${c===void 0?l:`${c}, ${l}`}</h3>
      ${s.length===0?C:x`<p>${or(e,s)}</p>`}
    </div>
    ${o.length===0?x`<p class="empty">
            ${e.holidays.get(n)??a.timetable.freeDay}
          </p>`:x`<ol class="agenda" style="--time: ${ur(i)}em">
            ${sr(e,n,o)}
          </ol>`}
  `}function or(e,t){let n=Math.min(...t.map(({start:e})=>W(e))),r=Math.max(...t.map(({end:e})=>W(e)));return`${V(e.hass,n)} – ${V(e.hass,r)}`}function sr(e,t,n){let r=At(n);return n.map(n=>{let i=W(n.start),a=r.find(({end:e})=>e===i);return x`${a===void 0?C:cr(e,t,a,n)}
    ${lr(e,n)}`})}function cr(e,t,n,r){let i=wt(e.now,r.start),a=t===e.today&&i>=n.start&&i<n.end,o=e.strings.timetable;return x`<li class=${a?`break now`:`break`}>
    <span>
      ${n.lunch?o.lunch:o.pause} ·
      ${yt(n.end-n.start)}
    </span>
  </li>`}function lr(e,t){let{hass:n,strings:r}=e,i=+e.now,a=Date.parse(t.start)<=i&&i<Date.parse(t.end),o=Vn(r,t),s=Gn(n,r,t,e.moves.get(t)),c=Pt(t,e.announced)?.subject;return x`<li>
    <button
      class="${Qn(t,e.now)} ${a&&t.attended?`present`:``}"
      style=${G(t.color)}
      aria-current=${a&&t.attended?`time`:C}
      @click=${()=>e.open(t)}
    >
      <span class="when">
        ${V(n,W(t.start))}
        <small>${V(n,W(t.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${K(r,t)}</span>
        ${o===void 0?C:x`<span class="remark">${o}</span>`}
        <span class="more"
          >${[...t.rooms,...t.teachers].join(` · `)}</span
        >
        ${s===void 0?C:x`<span class="more">${s}</span>`}
        ${c?x`<s class="more">${c}</s>`:C}
        ${t.memo===null||t.subject===null?C:x`<span class="more">${t.memo}</span>`}
      </span>
    </button>
  </li>`}function ur(e){return .58*V(e,1320).length}var dr=o`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--color, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin-bottom: 4px;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  dialog .not-held .remark {
    color: var(--alarm-ink);
  }
  dialog .memo {
    margin-top: 12px;
  }
  dialog a {
    color: var(--accent-ink);
  }
  dialog .close {
    display: block;
    margin: 16px 0 0 auto;
    min-height: var(--finger);
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  dialog .close:hover {
    background: var(--wash);
  }
`;function fr(e,t,n){let{hass:r,strings:i}=e,a=z(r,U(t.start),{weekday:`long`,day:`numeric`,month:`long`}),o=Vn(i,t),s=Gn(r,i,t,e.moves.get(t)),c=Pt(t,e.announced)?.subject,l=t.links.filter(({url:e})=>/^https?:\/\//i.test(e));return x`<dialog
    aria-labelledby="lesson"
    style=${G(t.color)}
    @close=${n}
    @click=${e=>{e.target===e.currentTarget&&e.currentTarget.close()}}
  >
    <div class=${t.held?``:`not-held`}>
      <h3 id="lesson">${K(i,t)}</h3>
      <p>${a}, ${Wn(r,t)}</p>
      ${o===void 0?C:x`<p class="remark">${o}</p>`}
      ${s===void 0?C:x`<p>${s}</p>`}
      ${c?x`<p><s>${c}</s></p>`:C}
      ${[t.rooms,t.teachers,t.groups].map(e=>e.length===0?C:x`<p class="faint">${e.join(`, `)}</p>`)}
      ${t.memo===null?C:x`<p class="memo">${t.memo}</p>`}
      ${l.map(({url:e,label:t})=>x`<p class="memo">
            <a href=${e} target="_blank" rel="noopener noreferrer"
              >${t??e}</a
            >
          </p>`)}
    </div>
    <form method="dialog">
      <button class="close">${i.close}</button>
    </form>
  </dialog>`}var pr=620,mr=class extends P{constructor(...e){super(...e),this.followed=[[`calendar`,`lessons`],[`sensor`,`first_lesson_next_school_day`]],this.clock=new F(this),this.narrow=new bn(this,pr),this.weeks=new Tn(this),this.near=new M(this,()=>{if(this.hass===void 0)return;let e=pt(this.today(this.hass));return this.lessons(e,L(e,13))}),this.far=new M(this,()=>{if(this.hass===void 0)return;let e=this.monday(this.hass);return this.isNear(this.hass,e)?void 0:this.lessons(e,L(e,6))}),this.holidays=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return Dn(e,t,this.monday(e))}),this.moved=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`event`,`lesson`);if(e===void 0||n===void 0)return;let r=L(this.today(e),-10),i=[];return{key:`moved ${n} ${r}`,version:j(e,n),watch:t=>Bt(e,[n],/* @__PURE__ */ new Date(`${r}T00:00:00`),e=>{i=e,t()}),load:()=>Promise.resolve(Ht(i))}})}static{this.properties={...P.properties,opened:{state:!0},chosen:{state:!0}}}static{this.styles=[A,Zn,xn,ir,dr]}static getConfigForm(){return N({name:`view`,default:`auto`,selector:{select:{mode:`dropdown`,options:[`auto`,`week`,`day`].map(e=>({value:e,label:O().timetable.views[e]}))}}})}getCardSize(){return 10}tools(e){let t=this.days(e);return this.weeks.render(e,this.strings,t[0],t.at(-1))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.live(e);return this.known(r,i,t=>this.week(e,t))}updated(e){e.has(`opened`)&&this.opened!==void 0&&this.renderRoot.querySelector(`dialog`)?.showModal()}week(e,t){let n={hass:e,strings:this.strings,days:Dt(Tt(t)),announced:t,moves:Mt(t,this.moved.value),holidays:this.holidays.value??/* @__PURE__ */ new Map,now:this.clock.now,today:this.today(e),open:e=>{this.opened=e}},r=this.days(e);return x`
      ${this.showsDay?this.oneDay(n,r):this.wholeWeek(n,r)}
      ${this.opened===void 0?C:fr(n,this.opened,()=>{this.opened=void 0})}
    `}wholeWeek(e,t){return t.some(t=>e.days.has(t))?$n(e,t):x`<p class="empty">
      ${kn(e.holidays,t)??this.strings.timetable.freeWeek}
    </p>`}oneDay(e,t){return ar(e,t,this.day(e.hass),e=>{this.chosen=e})}get showsDay(){let e=this.config?.view??`auto`;return e===`auto`?this.narrow.value:e===`day`}today(e){return R(e,this.clock.now)}dayAhead(e){let t=Ot(this.near.value??[],this.clock.now);if(t!==void 0)return t;let n=this.child?.entity(`sensor`,`first_lesson_next_school_day`),r=Date.parse(e.states[n??``]?.state??``);return r>+this.clock.now?R(e,new Date(r)):this.today(e)}monday(e){return this.weeks.monday(this.dayAhead(e))}isNear(e,t){let n=pt(this.today(e));return t===n||t===L(n,7)}live(e){return this.isNear(e,this.monday(e))?this.near:this.far}days(e){let t=this.monday(e),n=(this.live(e).value??[]).map(e=>e.start.slice(0,10)).filter(e=>pt(e)===t).map(ft);return mt(t,L(t,Math.max(...n,5)-1))}day(e){let t=this.days(e);if(this.chosen!==void 0&&t.includes(this.chosen))return this.chosen;let n=this.dayAhead(e);return t.includes(n)?n:t[0]}lessons(e,t){let{hass:n,child:r}=this,i=r?.entity(`calendar`,`lessons`);if(n!==void 0&&r!==void 0&&i!==void 0)return{key:`lessons ${i} ${e} ${t}`,version:j(n,i),watch:r=>En(n,i,e,t,r),load:()=>$t(this.hass??n,r.device,e,t)}}},hr={overview:{},timetable:{calendar:/^(lessons|tests)$/,sensor:/lesson|^(end_of_day|next_test)$/,binary_sensor:/timetable|finishes_early|morning_off/},homework:{todo:/^homework$/,calendar:/^homework$/,sensor:/^homework/},grades:{sensor:/average|^(gap_to_class|last_grade)$/},menu:{calendar:/^menus$/,sensor:/^menu/},changes:{event:/./}};function gr(e,t,n){let[r=``]=t.split(`.`);return hr[e][r]?.test(n)??!1}var _r=`pronote-family`,vr=`https://github.com/pronote-ha/pronote`;function yr(e){return`custom:${_r}-${e}`}function J(e,t){let n=`${_r}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>O()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:vr,getEntitySuggestion(t,n){let{platform:r,device_id:i,translation_key:a}=t.entities[n]??{};return r===`pronote`&&i!==void 0&&Ue(t).some(({device:e})=>e===i)&&gr(e,n,a??``)?{config:{type:yr(e),device:i}}:null}})}function Y(e){return e.filter(e=>e!==void 0)}function br(e,t,n=1){let r=Y(t);return r.length===0?void 0:{type:`grid`,column_span:n,cards:[e,...r]}}function X(e,t,n){return{type:`heading`,heading:e,icon:t,...n}}var xr=class{constructor(e,t,n){this.child=e,this.config=t,this.strings=n}sensor(e,t={}){return this.tile(this.child.entity(`sensor`,e),e,t)}warning(e){let t=this.child.entity(`binary_sensor`,e);return wr(this.tile(t,e,{color:`orange`,hide_state:!0}),t,`on`)}tile(e,t,n={}){if(e!==void 0)return{type:`tile`,entity:e,name:this.strings.strategy.names[t],grid_options:{columns:12},...n}}own(e,t={}){return Sr(this.config,e,{device:this.child.device,...t})}};function Sr(e,t,n){let r=yr(t),i=r.replace(`custom:`,``);return e.built_in||customElements.get(i)===void 0?void 0:{type:r,grid_options:{columns:`full`},...n}}function Cr(e,t,n,r,i,a=1){let o=e.own(t,{title:n});return o===void 0?br(X(n,r),i(),a):{type:`grid`,column_span:a,cards:[o]}}var Z={grid_options:{columns:6}};function wr(e,t,n){return Tr(e,t,{state:n})}function Q(e,t=e?.entity,n=[]){return Tr(e,t,{state_not:[`unknown`,`unavailable`,...n]})}function Tr(e,t,n){if(e!==void 0&&t!==void 0)return{...e,visibility:[{condition:`state`,entity:t,...n}]}}function $(e,t,n){if(n===void 0)return;let{child:r}=t,i=r.entity(`sensor`,`next_lesson`),a=r.entity(`sensor`,`first_lesson_next_school_day`),o=r.entity(`binary_sensor`,`in_class`);if(i===void 0||a===void 0||o===void 0)return e===`today`?n:void 0;let s=n.visibility??[],c=e===`today`?[{condition:`or`,conditions:[{condition:`state`,entity:o,state:`on`},{condition:`state`,entity:i,state_not:[a]}]}]:[{condition:`state`,entity:o,state_not:`on`},{condition:`state`,entity:i,state:a}];return{...n,visibility:[...s,...c]}}function Er(e){let{child:t}=e,n=t.entity(`sensor`,`next_lesson`),r=t.entity(`sensor`,`first_lesson_next_school_day`);return[wr(e.sensor(`current_lesson`,{color:`primary`,state_content:[`state`,`room`]}),t.entity(`binary_sensor`,`in_class`),`on`),Q(e.sensor(`next_lesson`,{state_content:[`state`,`subject`,`room`]}),n,Y([r])),Q(e.sensor(`first_lesson_next_school_day`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}})),Q(e.sensor(`wake_up`,{...Z,time_format:`time`})),$(`today`,e,Q(e.sensor(`end_of_day`,{...Z,time_format:`time`}))),$(`evening`,e,Q(e.sensor(`end_of_next_school_day`,{...Z,time_format:`time`}))),Q(e.sensor(`bag`,Z))]}function Dr(e){return[$(`today`,e,e.warning(`timetable_changed_today`)),$(`today`,e,e.warning(`finishes_early`)),e.warning(`timetable_changed_tomorrow`),e.warning(`test_tomorrow`),e.warning(`detention_coming`)]}function Or(e){return[`menu_today`,`menu_tomorrow`].map(t=>{let n=e.child.entity(`sensor`,t);if(n===void 0)return;let r=e.strings.strategy.names[t],i=Q({type:`markdown`,content:`**${r}**\n\n{{ states("${n}") }}`,grid_options:{columns:`full`}},n);return t===`menu_today`?$(`today`,e,i):i})}function kr(e,t){let n=e.child.entity(`todo`,`homework`);if(n===void 0)return;let r=e.strings.strategy.homework;return e.own(`homework`,t===void 0?{title:r}:{title:r,days:t})??{type:`todo-list`,entity:n,title:r,hide_section_headers:!0,hide_completed:!0,hide_create:!0,...t===void 0?{}:{due_date_period:{calendar:{period:`day`,offset:t}}},grid_options:{columns:`full`}}}function Ar(e){let t=e.child.ofSchool(`calendar`,`holidays`),n=e.tile(t,`next_holidays`,{state_content:[`message`,`start_time`],time_format:{type:`date`,style:`long`}}),r=e.tile(t,`holidays`,{state_content:`message`});return[wr(n,t,`off`),wr(r,t,`on`)]}var jr=[`grade`,`evaluation`,`report_card`],Mr=72;function Nr(e,t){let{hide_grades:n}=e.config;return e.own(`changes`,{title:e.strings.strategy.whatHappened,...n?{discreet:!0}:{},...t===void 0?{}:{topics:t}})??Pr(e,t??zt.filter(e=>!n||!jr.includes(e)))}function Pr(e,t){let n=Y(t.map(t=>e.child.entity(`event`,t)));if(n.length!==0)return{type:`logbook`,title:e.strings.strategy.whatHappened,target:{entity_id:n},hours_to_show:Mr,grid_options:{columns:`full`,rows:3}}}var Fr=3;function Ir(e){return`child-${e.device}`}function Lr(e,t,n,r){let i=n.strategy,a=new xr(e,t,n);return{title:e.name,path:Ir(e),type:`sections`,max_columns:Fr,dense_section_placement:!0,sections:Y([br(X(i.now,`mdi:clock-outline`),[...Er(a),...Dr(a),Q(a.sensor(`next_test`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}})),...Ar(a),...Or(a)]),Cr(a,`timetable`,i.week,`mdi:calendar-week`,()=>[zr(e)],2),{type:`grid`,column_span:2,cards:Y([kr(a)])},Gr(a),t.hide_grades?void 0:Cr(a,`grades`,i.grades,`mdi:school-outline`,()=>Br(a,r),Fr),Cr(a,`menu`,i.menus,`mdi:silverware-fork-knife`,()=>[Rr([e.entity(`calendar`,`menus`)],6)],Fr)])}}function Rr(e,t){let n=Y(e);return n.length===0?void 0:{type:`calendar`,entities:n,initial_view:`listWeek`,grid_options:{columns:`full`,rows:t}}}function zr(e){return Rr([`lessons`,`school_life`].map(t=>e.entity(`calendar`,t)),10)}function Br(e,t){let{child:n,strings:r}=e,{names:i}=r.strategy,a=Y([`overall_average`,`class_average`].map(e=>{let t=n.entity(`sensor`,e);return t===void 0?void 0:{entity:t,name:i[e]}}));return[e.sensor(`overall_average`,Z),e.sensor(`class_average`,Z),Q(e.sensor(`last_grade`,{state_content:[`state`,`subject`,`title`]})),a.length===0?void 0:{type:`statistics-graph`,entities:a,stat_types:[`mean`],period:`day`,chart_type:`line`,days_to_show:Wr(t),grid_options:{columns:`full`}},Vr(n.entities(`sensor`,`subject_average`))]}function Vr(e){return e.length===0?void 0:{type:`entities`,entities:e.map(e=>({entity:e,name:{type:`entity`}})),grid_options:{columns:`full`}}}var Hr=8,Ur=864e5;function Wr(e){let t=e.getFullYear()-+(e.getMonth()<Hr),n=+e-new Date(t,Hr,1);return Math.max(30,Math.ceil(n/Ur))}function Gr(e){let{child:t}=e,n=e.strings.strategy,r=Y([e.sensor(`unread_news`,Z),e.tile(t.ofSchool(`sensor`,`unread_messages`),`unread_messages`,Z),e.sensor(`surveys_to_answer`,Z),Nr(e,[`news`,`survey`])]);return br(X(n.schoolLife,`mdi:account-clock-outline`),[e.sensor(`unjustified_absences`),Q(e.sensor(`to_acknowledge`),void 0,[`0`]),e.sensor(`delays`,Z),e.sensor(`punishments`,Z),e.sensor(`observations`,Z),Nr(e,[`absence`,`announcement`,`exemption`,`delay`,`punishment`,`observation`]),...r.length===0?[]:[X(n.news,`mdi:bullhorn-outline`),...r]])}var Kr=[{name:`hidden_children`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}},{name:`hide_grades`,selector:{boolean:{}}},{name:`built_in`,selector:{boolean:{}}}],qr=class e extends E{static{this.tag=`pronote-family-strategy-editor`}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static create(){return customElements.get(e.tag)===void 0&&customElements.define(e.tag,e),document.createElement(e.tag)}setConfig(e){this.config=e}render(){let{hass:e,config:t}=this;if(e===void 0||t===void 0)return C;let n=D(e.language).strategy.fields;return x`<ha-form
      .hass=${e}
      .data=${t}
      .schema=${Kr}
      .computeLabel=${e=>n[e.name]}
      @value-changed=${this.changed}
    ></ha-form>`}changed(e){e.stopPropagation(),this.dispatchEvent(new CustomEvent(`config-changed`,{detail:{config:e.detail.value},bubbles:!0,composed:!0}))}};function Jr(e,t){let n=t.strategy;return{type:`markdown`,text_only:!0,grid_options:{columns:`full`},content:[Xr(e,n),Zr(e,`timetable_changed_today`,n.changedToday),Zr(e,`timetable_changed_tomorrow`,n.changedTomorrow),Qr(e,n)].join(`
`)}}function Yr(e,t,n){return JSON.stringify(Y(e.map(e=>{let r=e.entity(t,n);return r===void 0?void 0:[e.name,r]})))}function Xr(e,t){return`{% set all = namespace(ends=[]) -%}
{% for name, entity in ${Yr(e,`sensor`,`end_of_day`)} -%}
{% set end = states(entity) | as_datetime(none) -%}
{% if end and end > now() -%}
{% set all.ends = all.ends + [(end, "**" ~ name ~ "** " ~ (end | as_local).strftime("%H:%M"))] -%}
{% endif -%}
{% endfor -%}
{% if all.ends -%}
${t.finishes} {{ all.ends | sort | map(attribute=1) | join(" · ") }}
{% else -%}
${t.noLessonLeft}
{% endif %}`}function Zr(e,t,n){return`{% set all = namespace(names=[]) -%}
{% for name, entity in ${Yr(e,`binary_sensor`,t)} if is_state(entity, "on") -%}
{% set all.names = all.names + ["**" ~ name ~ "**"] -%}
{% endfor -%}
{% if all.names %}
${n} {{ all.names | join(" · ") }}
{% endif -%}`}function Qr(e,t){return`{% for name, entity in ${Yr(e,`event`,`lesson`)} -%}
{% set start = (state_attr(entity, "start") or "") | as_datetime(none) -%}
{% if start and start > now() and state_attr(entity, "event_type") in ("lesson_canceled", "lesson_removed") %}
${t.canceled} **{{ name }}** {{ state_attr(entity, "subject") }}, {{ (start | as_local).strftime("%d/%m %H:%M") }}
{% endif -%}
{% endfor %}`}var $r=3;function ei(e,t,n,r){let i=Math.max(2,Math.min(e.length,4)),a=Sr(t,`overview`,{devices:e.map(({device:e})=>e)})??(e.length>1?Jr(e,n):void 0);return{title:n.strategy.family,path:`family`,icon:`mdi:home-heart`,type:`sections`,max_columns:i,sections:[...Y([a&&{type:`grid`,column_span:i,cards:[a]},...e.map(e=>{let i=new xr(e,t,n);return br(X(e.name,`mdi:account-school`,{tap_action:{action:`navigate`,navigation_path:`${r}/${Ir(e)}`}}),[...Er(i),...Dr(i),...Or(i),kr(i,$r),Nr(i)])})])]}}var ti=class extends HTMLElement{static{this.registryDependencies=[`entities`,`devices`]}static async generate(e,t){return{views:ni(e,t,D(t.language),`/${window.location.pathname.split(`/`)[1]??``}`,/* @__PURE__ */ new Date)}}static getCreateSuggestions(e){return{title:D(e.language).strategy.title,icon:`mdi:school`}}static async getConfigElement(){return qr.create()}};function ni(e,t,n,r,i){let a=Ue(t),o=new Set(e.hidden_children),s=a.filter(e=>!o.has(e.device));return s.length===0?[ri(n,a.length>0)]:[ei(s,e,n,r),...s.map(t=>Lr(t,e,n,i))]}function ri(e,t){let n=e.strategy;return{title:n.title,path:`family`,type:`sections`,max_columns:1,sections:[{type:`grid`,cards:[{type:`markdown`,content:t?n.allHidden:n.nobody,grid_options:{columns:`full`}},...t?[]:[{type:`button`,name:n.addAccount,icon:`mdi:plus`,icon_height:`32px`,grid_options:{columns:`full`,rows:2},tap_action:{action:`navigate`,navigation_path:`/config/integrations/dashboard/add?domain=pronote`}}]]}]}}function ii(){let e=`ll-strategy-dashboard-${_r}`;customElements.get(e)===void 0&&(customElements.define(e,ti),(window.customStrategies??=[]).push({type:_r,strategyType:`dashboard`,get name(){return O().strategy.name},get description(){return O().strategy.description},documentationURL:vr}))}J(`overview`,qn),J(`timetable`,mr),J(`homework`,yn),J(`grades`,ln),J(`menu`,jn),J(`changes`,Wt),ii();