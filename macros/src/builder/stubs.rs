//! What stub files say of a builder. Nothing without the feature `stubs`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use super::emit::{home, private};
use super::model::{Field, Model};
use crate::common::self_type::without_self;
use crate::data_class::stubs::{ON, chunk, is_python_name};

/// What PyO3 does not describe, as it is no method of the builder's own class in Rust.
const METHODS: [&str; 16] = [
    "build",
    "build_many",
    "update",
    "unset",
    "when",
    "missing",
    "is_complete",
    "result",
    "copy",
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__eq__",
    "__repr__",
    "__enter__",
    "__exit__",
];

/// What stub files say of the class itself.
fn class_stub(model: &Model<'_>) -> TokenStream {
    let (private, ident) = (private(), model.types.ident);
    quote! {
        <
            #private::ClassOf<#ident, { #private::IsDataClass::<#ident>::VALUE }>
            as #private::Described
        >::STUB
    }
}

/// In place of the constant, where there is no builder.
pub(super) fn nothing() -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    quote!(const STUB: #private::stubs::BuilderStub = #private::stubs::BuilderStub::EMPTY;)
}

/// The constant that describes the builder.
pub(super) fn description(model: &Model<'_>, base: &TokenStream) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let ident = model.types.ident;
    let home = home(&model.types);
    let class = &model.types.class;
    let of_class = class_stub(model);
    let fields = model.fields.iter().enumerate().map(|(index, field)| {
        let name = field.setter.as_ref().unwrap_or(&field.name);
        let key = &field.name;
        let stub = quote!(#of_class.field(#index));
        let takes = takes(model, field, &stub);
        let (init, writable) = (field.setter.is_some(), is_python_name(key));
        quote! {
            #private::stubs::FieldStub {
                init: #init,
                writable: #writable,
                ..#stub.setter(#name, #key, #takes)
            }
        }
    });
    let setters = model.fields.iter().enumerate().map(|(index, field)| {
        let maybe = format!("maybe_{}", field.name);
        let parameter = if is_python_name(&field.name) {
            format!("_{}", field.name)
        } else {
            format!("_{index}")
        };
        let missing = format!("{} is missing", field.name);
        let each = match field.each.as_ref().map(LitStr::value) {
            Some(name) => quote! {
                #private::core::option::Option::Some(
                    (#name, #of_class.field(#index).hint)
                )
            },
            None => quote!(#private::core::option::Option::None),
        };
        quote! {
            #private::stubs::SetterStub {
                maybe: #maybe,
                each: #each,
                state: (#parameter, #missing),
            }
        }
    });
    let (subclass, typestate) = (model.subclass, model.typestate);
    quote! {
        const STUB: #private::stubs::BuilderStub = #private::stubs::BuilderStub {
            class: #private::stubs::ClassStub {
                id: #home::#class::_PYO3_INTROSPECTION_ID,
                subclass: #subclass,
                fields: &[#(#fields),*],
                base: #base::STUB,
                ..#private::stubs::ClassStub::EMPTY
            },
            builds: #private::stubs::class_of::<#ident>(),
            typestate: #typestate,
            setters: &[#(#setters),*],
        };
    }
}

/// The type that a setter takes.
fn takes(model: &Model<'_>, field: &Field, stub: &TokenStream) -> TokenStream {
    let private = private();
    let hint = quote!(#private::TypeHint);
    if field.into.is_some() {
        return quote!(#hint::ANY);
    }
    if let Some(path) = &field.convert {
        let path = without_self(path, model.types.ident);
        return quote!(#private::stubs::taken_by(#path));
    }
    if let Some(nested) = &field.nested {
        let ty = without_self(nested, model.types.ident);
        return quote! {
            #hint::union(const { &[
                #stub.takes,
                #private::stubs::nested::<#ty>()[0],
                #private::stubs::nested::<#ty>()[1],
            ] })
        };
    }
    quote!(#stub.takes)
}

/// The pieces of a builder.
pub(super) fn chunks(model: &Model<'_>) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let ident = model.types.ident;
    let builder = quote!(<#ident as #private::Buildable>::STUB);
    let part = quote!(#private::stubs::BuilderPart);
    let on_class = ["builder", "to_builder", "partial"].iter().map(|name| quote!(OnClass(#name)));
    let methods = METHODS.iter().map(|name| quote!(Method(#name)));
    let setters = model.fields.iter().enumerate();
    let setters = setters.filter(|(_, field)| field.setter.is_some()).flat_map(|(index, field)| {
        let named = |name: &String| is_python_name(name);
        let mut parts = Vec::new();
        if field.setter.as_ref().is_some_and(named) {
            parts.push(quote!(Setter(#index)));
        }
        if named(&format!("maybe_{}", field.name)) {
            parts.push(quote!(Maybe(#index)));
        }
        if field.each.as_ref().map(LitStr::value).as_ref().is_some_and(named) {
            parts.push(quote!(Each(#index)));
        }
        if model.typestate {
            if field.setter.as_ref().is_some_and(named) {
                parts.push(quote!(StateSetter(#index)));
            }
            if field.each.as_ref().map(LitStr::value).as_ref().is_some_and(named) {
                parts.push(quote!(StateEach(#index)));
            }
        }
        parts
    });
    let states = if model.typestate { vec![quote!(State), quote!(StateBuild)] } else { Vec::new() };
    let class = class_stub(model);
    let parts = on_class.chain(methods).chain(setters).chain(states).map(|name| {
        chunk(&class, &quote!(#private::stubs::Item::Builder(&#builder, #part::#name)))
    });
    let info = chunk(&quote!(#builder.class), &quote!(#private::stubs::Item::Info));
    quote!(#(#parts)* #info)
}
